/** A generated program as source text: a coroutine, and how it is called and driven. */
import fc from 'fast-check';
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { pick, type Tree } from './form.ts';
import { trees, write } from './grammar.ts';
import type { Place } from './place.ts';

export interface Command {
  readonly how: 'next' | 'throw' | 'return';
  /** Index into VALUES. */
  readonly value: number;
}

/** What the coroutine is: a function, an arrow in one, or a method of an object or a class. */
export type Shell = 'function' | 'arrow' | 'object' | 'class';

export interface GeneratedProgram {
  readonly kind: CoroutineKind;
  readonly strict: boolean;
  readonly shell: Shell;
  /** Picks among the lists of parameters. */
  readonly parameters: number;
  /** How many arguments it is called with. */
  readonly arguments: number;
  readonly statements: readonly Tree[];
  readonly commands: readonly Command[];
  /** Requests to an async generator are made without waiting for answers. */
  readonly burst: boolean;
}

/** Falsy ones among them: a thrown `undefined` is an exception like any other. */
export const VALUES: readonly unknown[] = [1, 's', undefined, null, 0, 'x', true, 3, '', 'm'];

export function programs(kind: CoroutineKind): fc.Arbitrary<GeneratedProgram> {
  return fc.record({
    kind: fc.constant(kind),
    strict: fc.boolean(),
    shell: fc.constantFrom<Shell>(
      'function',
      'function',
      ...(kind === 'async' ? ['arrow' as const] : []),
      'object',
      'class',
    ),
    parameters: fc.nat(PARAMETERS.length - 1),
    arguments: fc.nat(3),
    statements: fc.array(trees('statement', 4), { minLength: 1, maxLength: 6 }),
    commands: fc.array(
      fc.record({
        how: fc.oneof(
          { weight: 6, arbitrary: fc.constant('next' as const) },
          { weight: 1, arbitrary: fc.constant('throw' as const) },
          { weight: 1, arbitrary: fc.constant('return' as const) },
        ),
        value: fc.nat(VALUES.length - 1),
      }),
      { maxLength: 12 },
    ),
    burst: fc.boolean(),
  });
}

/** Simple ones, which sloppy `arguments` writes to; defaults, patterns, closures, and dead zones among them. */
const PARAMETERS = [
  "p, q = (log('default'), 2)",
  'p, q',
  "{ x: p = f(1), ...rest } = {}, [q = log('d')] = iter(2)",
  'p, q = () => p, ...rest',
  'p = (() => q)(), q = 1',
  'p, q = arguments.length, get = () => p, set = (x) => { p = x; }',
];

export function isStrict({ strict, shell }: GeneratedProgram): boolean {
  return strict || shell === 'class';
}

/** What runs between a prelude and a driver: it exports `main`. */
export function sourceOf(program: GeneratedProgram): string {
  const { kind, shell, statements } = program;
  const place: Place = {
    kind,
    inLoop: false,
    breakable: false,
    labels: [],
    declared: new Set(['a', 'b', 'c', 'k', 'i']),
    strict: isStrict(program),
    hasSuper: shell === 'object' || shell === 'class',
    hasPrivateNames: shell === 'class',
    hasArguments: true,
  };
  const body = `let a = 1, b = 's', c, i = 'i';
var v, w, u;
const k = 'k', fs = [];
${program.parameters === 5 ? "fs.push(get, () => set('set'), get);" : ''}
${statements.map((statement) => guard(statement, write(statement, place))).join('\n')}
log('end', a, b, c, v, w, u, p, q, ...fs.map((h) => h()));`;
  const text = inShell(shell, kind, pick(PARAMETERS, program.parameters), body);
  return `${program.strict ? "'use strict';\n" : ''}${text}\n`;
}

const HEADS: Readonly<Record<CoroutineKind, readonly [async: string, star: string]>> = {
  generator: ['', '*'],
  async: ['async ', ''],
  'async-generator': ['async ', '*'],
};

function inShell(shell: Shell, kind: CoroutineKind, parameters: string, body: string): string {
  const [async, star] = HEADS[kind];
  const method = `${async}${star}run(${parameters}) {\n'use coroutine';\n${body}\n}`;
  switch (shell) {
    case 'function':
      return `const { coroutine: co } = require('stackless');\nexports.main = co(${async}function${star} (${parameters}) {\n${body}\n});`;
    case 'arrow':
      return `const { coroutine: co } = require('stackless');\nexports.main = function () {\nreturn co(async (${parameters}) => {\n${body}\n})(...arguments);\n};`;
    case 'object':
      return `${BASE}const main = { __proto__: new Base(), x: 'own', ${method} };\nexports.main = (...all) => main.run(...all);`;
    case 'class':
      return `${BASE}class Main extends Base {
#p = 'p';
#m(...all) { log('#m', this === main, ...all); return all.length; }
get #g() { log('get #g'); return 3; }
set #g(value) { log('set #g', value); }
${method}
}
const main = new Main();
exports.main = (...all) => main.run(...all);`;
  }
}

const BASE = `class Base {
get x() { log('super x', this === main); return 'base'; }
set x(value) { log('set super x', this === main, value); }
m(...all) { log('super m', this === main, ...all); return all.length; }
tag(strings) { log('super tag', this === main, strings.length); return 't'; }
get g() { log('super g', this === main); return 5; }
}
`;

/** Most programs go on after an error, or what follows it would never be tried. */
function guard([form, choice]: Tree, text: string): string {
  return choice % 3 === 0 || form === 'declare' || form === 'unpack' || form === 'classDeclaration'
    ? text
    : `try {\n${text}\n} catch (e) { log('error', e); }`;
}
