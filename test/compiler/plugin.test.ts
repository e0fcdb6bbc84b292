/** The plugin among others: what it imports and where, which plugins stand beside it, that it is done after one run. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { PluginObj, TransformOptions } from '../../compiler/babel.ts';
import plugin from '../../compiler/babel-plugin.ts';
import { transform } from '../../compiler/index.ts';
import { transformSync, typescript } from '../../compiler/own-babel.ts';

const marked =
  "import { coroutine } from 'stackless';\nexport const f = coroutine(function* (n) { yield n; });\n";
const required =
  "const { coroutine } = require('stackless');\nexports.f = coroutine(function* (n) { yield n; });\n";
const directive = 'function* f(n) {\n  "use coroutine";\n  yield n;\n}\n';

const babel = (source: string, options: TransformOptions = {}): string =>
  transformSync(source, { configFile: false, babelrc: false, plugins: [plugin], ...options })?.code ?? '';

const IMPORT = /^import \{ abi as _abi, Coroutine as _Coroutine(, .*)? \} from ["']stackless\/abi["'];$/m;
const REQUIRE =
  /^const \{\n {2}abi: _abi,\n {2}Coroutine: _Coroutine[^}]*\} = require\(["']stackless\/abi["']\);$/m;

describe("the runtime's import", () => {
  it.each([
    ['a module', marked, {}, IMPORT],
    ['CommonJS that Babel takes for a module', required, {}, REQUIRE],
    ['a script', directive, { sourceType: 'script' as const }, REQUIRE],
    ['a module with a directive', `${directive}export {};`, {}, IMPORT],
    ['a file named so', directive, { filename: 'f.cjs' }, REQUIRE],
    ['import, by option', required, { plugins: [[plugin, { runtime: 'import' }]] }, IMPORT],
    ['require, by option', marked, { plugins: [[plugin, { runtime: 'require' }]] }, REQUIRE],
  ])('%s', (_, source, options, expected) => {
    const code = babel(source, options);
    expect(code).toMatch(expected);
    expect(code.match(/^_abi\(1\);$/gm)).toHaveLength(1);
  });

  it('stands first, below what belongs to the file', () => {
    const source = `/* licence */\n\n// about a\nimport a from 'a';\n${marked}`;
    expect(babel(source).split('\n').slice(0, 6)).toEqual([
      '/* licence */',
      'import { abi as _abi, Coroutine as _Coroutine } from "stackless/abi";',
      '// about a',
      "import a from 'a';",
      '_abi(1);',
      expect.stringContaining('export const f'),
    ]);
  });

  it('takes names that are free in the whole file', () => {
    const code = babel(`${marked} export function g(_Coroutine) { return _abi; }`);
    expect(code).toMatch(/import \{ abi as _abi\d, Coroutine as _Coroutine\d \}/);
  });

  it('is one for all functions, and holds each name once', () => {
    const code = babel(`${marked} export const g = coroutine(function* () { yield 1; });`);
    expect(code.match(/stackless\/abi/g)).toHaveLength(1);
    expect(code.match(/Coroutine as/g)).toHaveLength(1);
  });

  it('is not there without marks', () => {
    expect(babel("import { run } from 'stackless';\nrun(f);")).toBe(
      "import { run } from 'stackless';\nrun(f);",
    );
  });

  it('inline: the file runs without the package', () => {
    const { code } = transform(required, { runtime: 'inline' });
    expect(code).not.toContain('stackless/abi"');
    const exports: { f?: (n: number) => { next(): unknown } } = {};
    new Function('exports', 'require', code)(exports, () => {
      throw new Error('nothing is required');
    });
    expect(exports.f?.(7).next()).toEqual({ value: 7, done: false });
  });

  it('inline: the map leads to the source alone', () => {
    const { map } = transform(marked, { runtime: 'inline', filename: 'in.js' });
    expect(map.sources).toHaveLength(1);
  });
});

describe('beside other plugins', () => {
  const require = createRequire(import.meta.url);
  const commonjs = require.resolve('@babel/plugin-transform-modules-commonjs');
  const typed =
    "import { coroutine, type Task } from 'stackless';\nexport const f = coroutine(function* (n: number): Generator<number> { yield n as number; });\nexport type T = Task<number>;";

  it.each([
    ['before TypeScript', { plugins: [plugin], presets: [typescript] }],
    ['after TypeScript', { plugins: [require.resolve('@babel/plugin-transform-typescript'), plugin] }],
    ['with TypeScript left in', { plugins: [plugin], parserOpts: { plugins: ['typescript'] as const } }],
  ])('%s', (_, options) => {
    const code = babel(typed, { filename: 'f.ts', ...options } as TransformOptions);
    expect(code).toMatch(IMPORT);
    expect(code).not.toContain('function*');
    expect(code).not.toMatch(/import \{ coroutine/);
  });

  it.each([
    ['before', [commonjs, plugin]],
    ['after', [plugin, commonjs]],
  ])('%s CommonJS', (_, plugins) => {
    const code = babel(marked, { plugins });
    expect(code).toContain('require("stackless/abi")');
    expect(code).not.toContain('function*');
    expect(code).toMatch(/_abi\d?\.abi\)\(1\)/);
  });

  it('knows what CommonJS made of the source', () => {
    const first = babel(`${marked}export { coroutine } from 'stackless';`, { plugins: [commonjs] });
    expect(first).toContain('_stackless.coroutine');
    const code = babel(first);
    expect(code).toMatch(REQUIRE);
    expect(code).not.toContain('function*');
  });

  it("does not take another plugin's helpers for the user's", () => {
    const helper: PluginObj = {
      visitor: {
        Program: {
          exit(path) {
            path.unshiftContainer(
              'body',
              transformSync('function* h() { "use coroutine"; }', {
                ast: true,
                code: false,
                configFile: false,
              })?.ast?.program.body ?? [],
            );
          },
        },
      },
    };
    expect(babel(marked, { plugins: [plugin, () => helper] })).toContain('use coroutine');
  });

  it('parses its decorator without a plugin, and leaves the dialect to one that is there', () => {
    const source = "import { coroutine } from 'stackless';\nclass A { @coroutine *f() { yield 1; } }";
    expect(babel(source)).not.toContain('@');
    const legacy: PluginObj = {
      name: 'syntax-decorators',
      manipulateOptions(_, parserOptions: { plugins: unknown[] }) {
        parserOptions.plugins.push('decorators-legacy');
      },
      visitor: {},
    };
    expect(babel(source, { plugins: [plugin, () => legacy] })).not.toContain('@');
    expect(babel(source, { plugins: [() => legacy, plugin] })).not.toContain('@');
  });
});

describe('one run is enough', () => {
  const sources = {
    call: marked,
    required,
    directive: `${directive}export { f };`,
    decorator: "import { coroutine } from 'stackless';\nclass A { @coroutine async *f() { yield await 1; } }",
    body: "import { run, spawn } from 'stackless';\nawait run(async () => { await spawn(async function () { await 1; }); });",
    nested:
      "import { coroutine } from 'stackless';\nexport const f = coroutine(function* () { const g = coroutine(function* () { yield 2; }); yield* g(); });",
  };
  it.each(Object.entries(sources))('%s', (_, source) => {
    const once = babel(source);
    expect(once).not.toMatch(/function\s*\*|yield|async /);
    expect(babel(once)).toBe(once);
  });
});

describe('options and metadata', () => {
  it('refuses an option that is none, by the nearest name', () => {
    expect(() => babel(marked, { plugins: [[plugin, { importSource: ['x'] }]] })).toThrow(
      'Did you mean `importSources`?',
    );
  });

  it('leaves count and warnings for tools', () => {
    const result = transformSync(
      marked.replace('yield n', '"use coroutine"; yield n').replace('{ "use', '{"use'),
      {
        configFile: false,
        plugins: [plugin],
      },
    );
    const metadata = result?.metadata as { stackless?: { functions: number } } | undefined;
    expect(metadata?.stackless?.functions).toBe(1);
  });

  it('reports all errors of a file at once, named by file', () => {
    const source = "import { coroutine } from 'stackless';\ncoroutine(f);\ncoroutine(() => 1);";
    expect(() => babel(source, { filename: 'two.js' })).toThrow(
      /two\.js: [\s\S]*\[mark-needs-literal\][\s\S]*\[mark-on-plain-function\]/,
    );
  });
});

describe('transform()', () => {
  it('maps lines to the source', () => {
    const { map, code } = transform(marked, { filename: 'dir/f.js', sourceFileName: 'f.js' });
    expect(map.sources).toEqual(['f.js']);
    expect(map.sourcesContent).toEqual([marked]);
    expect(code).not.toContain('sourceMappingURL');
  });

  it.each([
    ['f.ts', 'let a: number = 1;', 'let a = 1;'],
    ['f.mts', 'let a: number = 1; export { a };', 'let a = 1;\nexport { a };'],
    ['f.cts', 'let a = 1 as number;', 'let a = 1;'],
    ['f.tsx', 'let a: unknown = <b />;', 'let a = <b />;'],
    ['f.jsx', 'let a = <b>{1}</b>;', 'let a = <b>{1}</b>;'],
    ['f.js', 'let a = <b />;', 'let a = <b />;'],
    ['f.cjs', 'return 1;', 'return 1;'],
  ])('%s', (filename, source, expected) =>
    expect(transform(source, { filename }).code.replace('"use strict";\n\n', '')).toBe(expected),
  );

  it('keeps types when told to', () => {
    expect(transform('let a: number = 1;', { filename: 'f.ts', types: 'keep' }).code).toBe(
      'let a: number = 1;',
    );
  });

  it('reads no configuration of the user', () => {
    expect(transform('a ?? b', { filename: 'f.js' }).code).toBe('a ?? b;');
  });
});
