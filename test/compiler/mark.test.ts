/** Which functions count as marked. Each source is one idea; what is found is said as `form kind name`. */
import { describe, expect, it } from 'vitest';
import type { NodePath, t } from '../../compiler/babel.ts';
import { Diagnostics } from '../../compiler/diagnostics.ts';
import { transform } from '../../compiler/index.ts';
import { findMarks } from '../../compiler/mark/find.ts';
import { findSpentBindings, removeSpentBindings } from '../../compiler/mark/spent-imports.ts';
import { takeOffMarks } from '../../compiler/mark/take-off.ts';
import { transformSync } from '../../compiler/own-babel.ts';

interface Looked {
  found: string[];
  codes: string[];
  code: string;
}

/** Marks found, codes reported, and the source once the marks are gone: without the compiler proper. */
function look(source: string, importSources = ['stackless']): Looked {
  const found: string[] = [];
  const diagnostics = new Diagnostics();
  const visit = (program: NodePath<t.Program>): void => {
    const { functions, spent } = findMarks(program, importSources, diagnostics);
    const bindings = findSpentBindings(program, spent);
    for (const finding of [...functions].reverse()) {
      const { kind, name, form } = finding.fact;
      found.unshift(`${form} ${kind} ${name}`.trim());
      const fn = takeOffMarks(finding);
      expect(fn.node).toBe(finding.fn.node);
      expect(fn.isFunction()).toBe(true);
    }
    removeSpentBindings(bindings);
  };
  const result = transformSync(source, {
    filename: 'a.ts',
    configFile: false,
    babelrc: false,
    sourceType: 'unambiguous',
    parserOpts: { plugins: ['typescript', 'decorators', 'decoratorAutoAccessors'] },
    plugins: [() => ({ visitor: { Program: visit } })],
  });
  const codes = [...diagnostics.errors, ...diagnostics.warnings].map(({ code }) => code);
  return { found, codes, code: result?.code ?? '' };
}

const finds = (source: string, ...expected: string[]): void => {
  const { found, codes } = look(source);
  expect(codes).toEqual([]);
  expect(found).toEqual(expected);
};

describe('bindings', () => {
  it.each([
    ['named', "import { coroutine } from 'stackless'; const f = coroutine(function* () {});"],
    ['renamed', "import { coroutine as co } from 'stackless'; const f = co(function* () {});"],
    ['string name', "import { 'coroutine' as co } from 'stackless'; const f = co(function* () {});"],
    ['namespace', "import * as s from 'stackless'; const f = s.coroutine(function* () {});"],
    ['string key', "import * as s from 'stackless'; const f = s['coroutine'](function* () {});"],
    ['default', "import s from 'stackless'; const f = s.coroutine(function* () {});"],
    [
      'destructured namespace',
      "import * as s from 'stackless'; const { coroutine: c } = s; const f = c(function* () {});",
    ],
    ['import equals', "import s = require('stackless'); const f = s.coroutine(function* () {});"],
    ['required', "const s = require('stackless'); const f = s.coroutine(function* () {});"],
    [
      'required and destructured',
      "const { coroutine } = require('stackless'); const f = coroutine(function* () {});",
    ],
    [
      'renamed in the pattern',
      "const { coroutine: co } = require('stackless'); const f = co(function* () {});",
    ],
    [
      'with a default',
      "const { coroutine: co = null } = require('stackless'); const f = co(function* () {});",
    ],
    [
      'rest of a pattern',
      "const { run, ...s } = require('stackless'); const f = s.coroutine(function* () {});",
    ],
    ['member of a require', "const co = require('stackless').coroutine; const f = co(function* () {});"],
    ['require in place', "const f = require('stackless').coroutine(function* () {});"],
    [
      'require in a function',
      "function g() { const { coroutine } = require('stackless'); const f = coroutine(function* () {}); }",
    ],
    [
      'compiled destructuring',
      "var _r = require('stackless'), co = _r.coroutine; const f = co(function* () {});",
    ],
    ['indirect call', "var _x = require('stackless'); const f = (0, _x.coroutine)(function* () {});"],
    [
      'Babel wildcard',
      "var _x = _interopRequireWildcard(require('stackless')); const f = _x.coroutine(function* () {});",
    ],
    [
      'Babel default',
      "var _x = _interopRequireDefault(require('stackless')); const f = (0, _x.default.coroutine)(function* () {});",
    ],
    [
      'TypeScript star',
      "const s = __importStar(require('stackless')); const f = s.coroutine(function* () {});",
    ],
    [
      'tslib star',
      "const s = tslib_1.__importStar(require('stackless')); const f = s.coroutine(function* () {});",
    ],
    [
      'esbuild',
      "var import_s = __toESM(require('stackless'), 1); const f = (0, import_s.coroutine)(function* () {});",
    ],
    [
      'swc',
      "const _s = /*#__PURE__*/ _interop_require_wildcard(require('stackless')); const f = (0, _s.coroutine)(function* () {});",
    ],
    ['on demand', "const { coroutine } = await import('stackless'); const f = coroutine(function* () {});"],
    [
      'used before it is bound',
      "const f = () => co(function* f() {}); const { coroutine: co } = require('stackless');",
    ],
    [
      'generic call',
      "import { coroutine } from 'stackless'; const f = coroutine<any, [], any>(function* () {});",
    ],
    [
      'around a cast',
      "import { coroutine } from 'stackless'; const f = coroutine((function* () {}) as any);",
    ],
    [
      'inside a cast',
      "import { coroutine } from 'stackless'; const f = (coroutine(function* () {}) satisfies unknown)!;",
    ],
    ['cast callee', "import { coroutine } from 'stackless'; const f = (coroutine as any)(function* () {});"],
  ])('%s', (_, source) => finds(source, 'call generator f'));

  it.each([
    ['another module', "import { coroutine } from 'elsewhere'; coroutine(function* () {});"],
    ['a local function', 'function coroutine(f) { return f; } coroutine(function* () {});'],
    ['a global', 'coroutine(function* () {});'],
    [
      'shadowed',
      "import { coroutine } from 'stackless'; { const coroutine = (f) => f; coroutine(function* () {}); }",
    ],
    ['a parameter', "import { coroutine } from 'stackless'; (coroutine) => coroutine(function* () {});"],
    ['a type', "import type { coroutine } from 'stackless'; declare const x: typeof coroutine;"],
    ['a type among values', "import { type coroutine, run } from 'stackless'; type C = typeof coroutine;"],
    ['another export', "import { other } from 'stackless'; other(function* () {});"],
    [
      "somebody's require",
      "const require = (x) => x; const { coroutine } = require('stackless'); coroutine(function* () {});",
    ],
    ['an unknown helper', "const s = wrap(require('stackless')); s.coroutine(function* () {});"],
    ['another member', "import * as s from 'stackless'; s.x.coroutine(function* () {});"],
    ['a plain member', "import 'stackless'; const s = {}; s.coroutine(function* () {});"],
  ])('none: %s', (_, source) => finds(source));

  it('counts only the modules of importSources', () => {
    const source = "import { coroutine } from './mine'; const f = coroutine(function* () {});";
    expect(look(source, ['./mine']).found).toEqual(['call generator f']);
    expect(look(source.replace('./mine', 'stackless'), ['./mine']).found).toEqual([]);
  });
});

describe('forms', () => {
  const from = "import { coroutine, run, spawn, sleep } from 'stackless'; ";

  it.each([
    ['generator', 'const f = coroutine(function* () {});', 'call generator f'],
    ['async function', 'const f = coroutine(async function () {});', 'call async f'],
    ['async arrow', 'const f = coroutine(async () => 1);', 'call async f'],
    ['async generator', 'const f = coroutine(async function* () {});', 'call async-generator f'],
    ['its own name', 'const f = coroutine(function* own() {});', 'call generator own'],
    ['assignment', 'let f; f = coroutine(function* () {});', 'call generator f'],
    ['default value', 'const { f = coroutine(function* () {}) } = {};', 'call generator f'],
    ['property', 'const o = { f: coroutine(function* () {}) };', 'call generator f'],
    ['string key', "const o = { 'to go': coroutine(function* () {}) };", 'call generator to go'],
    ['computed key', 'const o = { [k]: coroutine(function* () {}) };', 'call generator'],
    ['class field', 'class A { f = coroutine(function* () {}); }', 'call generator f'],
    ['private static field', 'class A { static #f = coroutine(function* () {}); }', 'call generator #f'],
    ['default export', 'export default coroutine(function* () {});', 'call generator default'],
    ['no name', 'use(coroutine(function* () {}));', 'call generator'],
    ['declaration', "function* f() { 'use coroutine'; }", 'directive generator f'],
    ['double quotes', 'async function f() { "use coroutine"; }', 'directive async f'],
    ['overloads', "function f(): any; function* f() { 'use coroutine'; }", 'directive generator f'],
    ['object method', "const o = { async *f() { 'use coroutine'; } };", 'directive async-generator f'],
    ['class method', "class A { static *f() { 'use coroutine'; } }", 'directive generator f'],
    ['private method', "class A { async #f() { 'use coroutine'; } }", 'directive async #f'],
    ['symbol method', "class A { *[Symbol.iterator]() { 'use coroutine'; } }", 'directive generator'],
    ['exported default', "export default function* () { 'use coroutine'; }", 'directive generator default'],
    ['arrow', "const f = async () => { 'use coroutine'; };", 'directive async f'],
    ['decorated method', 'class A { @coroutine *f() {} }', 'decorator generator f'],
    ['decorated static private', 'class A { @coroutine static async #f() {} }', 'decorator async #f'],
    ['innermost decorator', 'class A { @logged @coroutine *f() {} }', 'decorator generator f'],
    ['body of run', 'run(async () => {});', 'body async'],
    ['body of spawn', 'spawn(function* named() {}, { name: "x" });', 'body generator named'],
    ['body in a cast', 'run((async () => {}) as any);', 'body async'],
  ])('%s', (_, source, expected) => finds(from + source, expected));

  it.each([
    ['a plain body', 'run(() => 1); spawn(function () {});'],
    ['options of a body', 'run(main, async () => {});'],
    ['bodies behind a spread', 'run(...args, async () => {});'],
    ['functions that take none', 'sleep(async () => {});'],
    ['a method of that name', 'scope.spawn(async () => {});'],
  ])('left alone: %s', (_, source) => finds(from + source));

  it('finds marks inside marked functions, outer before inner', () => {
    finds(
      `${from} const outer = coroutine(async function () { const inner = coroutine(function* () {}); spawn(async () => {}); });`,
      'call async outer',
      'call generator inner',
      'body async',
    );
  });
});

describe('what is left of the source', () => {
  const left = (source: string): string => look(source).code;

  it.each([
    [
      'call',
      "import { coroutine, run } from 'stackless';\nexport const f = coroutine(function* () {});",
      "import { run } from 'stackless';\nexport const f = function* () {};",
    ],
    [
      'whole import',
      "import { coroutine } from 'stackless';\nexport const f = coroutine(function* () {});",
      'export const f = function* () {};',
    ],
    [
      'types stay',
      "import { coroutine, type Task } from 'stackless';\nexport const f = coroutine(function* () {});",
      "import { type Task } from 'stackless';\nexport const f = function* () {};",
    ],
    [
      'still re-exported',
      "import { coroutine } from 'stackless';\nconst f = coroutine(function* () {});\nexport { coroutine };",
      "import { coroutine } from 'stackless';\nconst f = function* () {};\nexport { coroutine };",
    ],
    [
      'still a type',
      "import { coroutine } from 'stackless';\nconst f = coroutine(function* () {});\ntype C = typeof coroutine;",
      "import { coroutine } from 'stackless';\nconst f = function* () {};\ntype C = typeof coroutine;",
    ],
    [
      'unused from the start',
      "import { coroutine } from 'stackless';\nfunction* f() {\n  'use coroutine';\n}",
      "import { coroutine } from 'stackless';\nfunction* f() {}",
    ],
    [
      'namespace in use',
      "import * as s from 'stackless';\ns.run(s.coroutine(function* () {}));",
      "import * as s from 'stackless';\ns.run(function* () {});",
    ],
    [
      'namespace',
      "import * as s from 'stackless';\nexport const f = s.coroutine(function* () {});",
      'export const f = function* () {};',
    ],
    [
      'required',
      "const { coroutine, run } = require('stackless');\nexports.f = coroutine(function* () {});",
      "const { run } = require('stackless');\nexports.f = function* () {};",
    ],
    [
      'only required',
      "const { coroutine } = require('stackless');\nexports.f = coroutine(function* () {});",
      'exports.f = function* () {};',
    ],
    [
      'decorators',
      "import { coroutine } from 'stackless';\nclass A {\n  @a @coroutine *f() {}\n}",
      'class A {\n  @a\n  *f() {}\n}',
    ],
    [
      'other directives',
      "function* f() {\n  'use coroutine';\n  'use strict';\n}",
      "function* f() {\n  'use strict';\n}",
    ],
    [
      'comments of a directive',
      "function* f() {\n  // why\n  'use coroutine';\n  g();\n}",
      'function* f() {\n  // why\n\n  g();\n}',
    ],
  ])('%s', (_, source, expected) => {
    expect(left(source).replaceAll(/\{\n {2}(\w+)\n\}/g, '{ $1 }')).toBe(expected);
  });

  it('nothing changes where nothing is marked', () => {
    const source =
      "import { run as go } from 'stackless';\n'use client';\nexport const f = function*  () { yield go; };";
    const { code, functions } = transform(source);
    expect(functions).toBe(0);
    expect(code).toBe(transform(code).code);
    expect(code).toContain("from 'stackless'");
  });
});

describe('misplaced marks', () => {
  const from = "import { coroutine, run } from 'stackless'; import * as s from 'stackless'; ";

  it.each([
    ['a plain function', 'coroutine(function () {});', 'mark-on-plain-function'],
    ['a plain arrow', 'coroutine(() => 1);', 'mark-on-plain-function'],
    ['a plain declaration', "function f() { 'use coroutine'; }", 'mark-on-plain-function'],
    ['a plain method', 'class A { @coroutine f() {} }', 'mark-on-plain-function'],
    ['a getter', "class A { get f() { 'use coroutine'; return 1; } }", 'mark-on-accessor'],
    ['a decorated setter', 'class A { @coroutine set f(x) {} }', 'mark-on-accessor'],
    ['a getter of an object', "({ get f() { 'use coroutine'; return 1; } });", 'mark-on-accessor'],
    ['a constructor', "class A { constructor() { 'use coroutine'; } }", 'mark-on-constructor'],
    ['a decorated class', '@coroutine class A {}', 'mark-on-non-method'],
    ['a decorated field', 'class A { @coroutine f = 1; }', 'mark-on-non-method'],
    ['a decorated accessor', 'class A { @coroutine accessor f = 1; }', 'mark-on-non-method'],
    ['a name', 'coroutine(f);', 'mark-needs-literal'],
    ['nothing', 'coroutine();', 'mark-needs-literal'],
    ['a spread', 'coroutine(...fs);', 'mark-needs-literal'],
    ['twice in a row', 'coroutine(coroutine(function* () {}));', 'mark-needs-literal'],
    ['more arguments', 'coroutine(function* () {}, 1);', 'mark-extra-arguments'],
    ['an alias', 'const c = coroutine;', 'stray-mark'],
    ['an alias of a member', 'const c = s.coroutine;', 'stray-mark'],
    ['an argument', 'fs.map(coroutine);', 'stray-mark'],
    ['new', 'new coroutine(function* () {});', 'stray-mark'],
    ['an optional call', 'coroutine?.(function* () {});', 'stray-mark'],
    ['a tag', 'coroutine`x`;', 'stray-mark'],
    ['a member of it', 'coroutine.call(null, function* () {});', 'stray-mark'],
    ['a property', 'const o = { coroutine };', 'stray-mark'],
    ['an assignment', 'let c; c = s.coroutine;', 'stray-mark'],
    ['a pattern in an assignment', "({ coroutine: c } = require('stackless'));", 'stray-mark'],
    ['a decorator list of TypeScript', '__decorate([coroutine], A.prototype, "f", null);', 'stray-mark'],
    ['a late directive', "function* f() { 'use strict'; 'use coroutine'; }", 'directive-not-first'],
    ['a directive after statements', "function* f() { g(); 'use coroutine'; }", 'directive-not-first'],
    ['a directive in a block', "function* f() { { 'use coroutine'; } }", 'directive-not-first'],
    ['an outer decorator', 'class A { @coroutine @logged *f() {} }', 'decorator-not-innermost'],
    ['a called decorator', 'class A { @coroutine() *f() {} }', 'decorator-called'],
    ['two forms', "coroutine(function* () { 'use coroutine'; });", 'duplicate-mark'],
    ['two decorators', 'class A { @coroutine @coroutine *f() {} }', 'duplicate-mark'],
  ])('%s', (_, source, code) => expect(look(from + source).codes).toEqual([code]));

  it('a directive for the file', () => {
    expect(look("'use coroutine'; function* f() {}").codes).toEqual(['directive-outside-function']);
    expect(look("f(); 'use coroutine';").codes).toEqual(['directive-outside-function']);
  });

  it('a binding that is assigned again', () => {
    const source = "let co = require('stackless').coroutine; co = 1; co(function* () {});";
    expect(look(source).codes).toEqual(['mark-reassigned']);
    expect(look("let s = require('stackless'); s = 1; s.run(async () => {});").codes).toEqual([
      'mark-reassigned',
    ]);
  });

  it.each([
    ['a specifier', "import { coroutine } from 'stackless'; export { coroutine as co };"],
    ['from', "export { coroutine } from 'stackless';"],
    ['default', "import { coroutine } from 'stackless'; export default coroutine;"],
    [
      'CommonJS',
      "const { coroutine } = require('stackless'); exports.co = coroutine; module.exports.co = coroutine;",
    ],
    ['an object', "const { coroutine } = require('stackless'); module.exports = { coroutine };"],
    [
      'a compiled getter',
      "var _s = require('stackless'); Object.defineProperty(exports, 'coroutine', { enumerable: true, get: function () { return _s.coroutine; } });",
    ],
    [
      'an object of getters',
      "import { coroutine } from 'stackless'; __export(exports, { coroutine: () => coroutine });",
    ],
    ['a type', "import { coroutine } from 'stackless'; type C = typeof coroutine;"],
  ])('passing it on is none: %s', (_, source) => expect(look(source).codes).toEqual([]));
});
