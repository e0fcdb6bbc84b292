/** What comes out with `functions: 'all'`: nothing that suspends natively, and nothing left to compile. */
import { describe, expect, it, test } from 'vitest';
import { transform } from '../../compiler/index.ts';
import { compile, logOf } from './native.ts';

const PROGRAM = `
import { coroutine } from 'stackless';
export default async function* () { yield await 1; }
export async function a(x = 1) { for await (const y of x) await y; }
export const marked = coroutine(function* () { yield* b(); });
function* b() { class C { *m() { yield this; } async #p() {} static async *[b.name]() {} } yield { async m() { super.x; }, *n() {} }; }
const top = await a([]);
`;

describe.each(['import', 'inline'] as const)('runtime: %s', (runtime) => {
  const once = transform(PROGRAM, { functions: 'all', runtime }).code;

  it('leaves no function that suspends, but the marked one becomes a coroutine', () => {
    const rest = runtime === 'inline' ? once.slice(once.indexOf('_abi(1)')) : once;
    expect(rest).not.toMatch(/function\s*\*|\byield\b|\basync\b/);
    expect(rest).toContain('new _Coroutine(');
    expect(rest).toContain('await a([])');
  });

  it('compiles to itself', () => {
    const twice = transform(once, { functions: 'all', runtime });
    expect(twice.code).toBe(once);
    expect(twice.functions).toBe(0);
  });
});

it('leaves a file without such functions as it is', () => {
  const source = 'function f() {\n  return 1;\n}';
  expect(compile(source)).toBe(source);
});

it("exports what a module's declarations were", () => {
  const { code } = transform('f(); export async function f() {}\nexport default function* () {}', {
    functions: 'all',
  });
  expect(code).toContain('export { f };');
  expect(code).toMatch(/export \{ _default as default \};/);
});

it('exports the functions of a TypeScript namespace', () => {
  const source = 'export namespace N { export async function f() { await g(); } export function* g() {} }';
  const { code } = transform(source, { functions: 'all', filename: 'n.ts' });
  expect(code).toMatch(/const f = _N\.f = _asyncFunction\(/);
  expect(code).toMatch(/const g = _N\.g = _generatorFunction\(/);
});

describe('loose', () => {
  test('generators are coroutines, async functions give promises', async () => {
    const source = `
      function* g(n) { for (let i = 0; i < n; i++) yield i; return yield* h(); } function* h() { yield 'h'; }
      async function f(x = 1) { await 0; return x; } async function* s() { yield await f(2); yield* [3]; }
      log([...g(2)]); f().then(log); (async () => { for await (const x of s()) log(x); log(f() instanceof Promise); })();`;
    expect(await logOf(source, 'loose')).toEqual(await logOf(source, 'native'));
    expect(compile(source, { loose: true })).toContain('new _Coroutine(');
    expect(compile(source, { loose: true })).not.toMatch(/_\w*Function\(/);
  });
});
