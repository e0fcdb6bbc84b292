/** What programs can tell of `functions: 'all'`, by means that no translation of source reaches: docs/limits.md. */
import { existsSync, readFileSync } from 'node:fs';
import { types } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as runtime from '../../runtime/emitted.ts';
import { compile } from './native.ts';

type Made = Record<string, (...args: unknown[]) => unknown>;

function both(source: string): { native: Made; compiled: Made } {
  const run = (code: string) => (new Function('require', code) as (require: unknown) => Made)(() => runtime);
  return { native: run(source), compiled: run(compile(source)) };
}

describe("with functions: 'all'", () => {
  it('the source text of a function is that of what it became', () => {
    const { native, compiled } = both('return { f: async function f() { await 1; } };');
    expect(String(native.f)).toContain('await 1');
    expect(String(compiled.f)).not.toContain('await 1');
  });

  it('node:util sees plain functions and objects', () => {
    const { native, compiled } = both('return { f: async () => { await 1; }, *g() { yield 1; } };');
    expect([types.isAsyncFunction(native.f), types.isGeneratorFunction(native.g)]).toEqual([true, true]);
    expect([types.isAsyncFunction(compiled.f), types.isGeneratorFunction(compiled.g)]).toEqual([
      false,
      false,
    ]);
    expect([types.isGeneratorObject(native.g!()), types.isGeneratorObject(compiled.g!())]).toEqual([
      true,
      false,
    ]);
    expect(Object.prototype.toString.call(compiled.g!())).toBe('[object Generator]');
  });

  it('a stack trace does not name who awaits', async () => {
    const source = `return {
      async outer() { return await this.inner(); },
      async inner() { await null; throw new Error('inside'); },
    };`;
    const { native, compiled } = both(source);
    const stackOf = (made: Made) => (made.outer!() as Promise<never>).catch((error: Error) => error.stack);
    expect(await stackOf(native)).toMatch(/\.outer /);
    expect(await stackOf(compiled)).not.toMatch(/\.outer /);
    expect(await stackOf(compiled)).toMatch(/inner/);
  });

  it('code made at run time stays native, and works with the rest', async () => {
    const source = `return { async f() { return await new Function('return async (x) => (await x) + 1')()(1); },
      make() { return (0, eval)('(async () => 1)'); } };`;
    const { compiled } = both(source);
    expect(await compiled.f!()).toBe(2);
    expect(types.isAsyncFunction(compiled.make!())).toBe(true);
  });
});

it('docs/limits.md names tests that exist', () => {
  const root = new URL('../../', import.meta.url);
  const text = readFileSync(new URL('docs/limits.md', root), 'utf8');
  const fixtures = [...text.matchAll(/`(fixtures\/[\w/-]+)`/g)].map(([, name]) => name!);
  const tests = [...text.matchAll(/`(test\/[\w/.-]+)`, “([^”]+)”/g)].map(
    ([, file, name]) => [file!, name!] as const,
  );
  expect(fixtures.length).toBeGreaterThan(5);
  expect(tests.length).toBeGreaterThan(5);
  for (const name of fixtures) expect(existsSync(new URL(name, root)), name).toBe(true);
  for (const [file, name] of tests) {
    expect(readFileSync(new URL(file, root), 'utf8'), `${file}: ${name}`).toContain(name);
  }
});
