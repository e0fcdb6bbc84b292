/** Modules that import each other: what one exports can be called before its first statement, as natively. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transform } from '../../compiler/index.ts';
import { ABI_EXPORTS } from '../../runtime/abi.ts';
import { bundleRuntime } from '../fixtures/runtime-bundle.ts';

/** By folder: the module that is run first is `main`, which has begun when `other` runs, but run nothing. */
const CYCLES: Record<string, Record<string, string>> = {
  exported: {
    main: `import { seen } from './other.mjs';
      export async function load(name) { await null; return 'loaded ' + name; }
      export function* count(...to) { yield* to; }
      export default async function () { return typeof this + arguments.length; }
      const late = async () => {};
      console.log(await Promise.all(seen.promises), seen.values, seen.name);
      console.log(load === seen.again(), load.name, load.length, Object.prototype.toString.call(load));
      console.log([...count(3)], count.prototype === Object.getPrototypeOf(count()), 'prototype' in load);`,
    other: `import * as main from './main.mjs';
      import fallback, { count, load } from './main.mjs';
      export const seen = {
        promises: [load('early'), fallback.call(1, 2, 3)],
        values: [...count(1, 2), ...count.call({}, 4)],
        name: load.name,
        again: () => main.load,
      };`,
  },
  'local calls': {
    main: `import { early } from './other.mjs';
      export function call() { return [...inner(5)]; }
      function* inner(n) { yield n; yield* helper(n + 1); }
      function* helper(n) { yield n; }
      export { inner as renamed };
      console.log(early, call(), typeof inner.prototype);`,
    other: `import { call, renamed } from './main.mjs'; export const early = [call(), ...renamed(1)];`,
  },
  reassigned: {
    main: `import { early } from './other.mjs';
      export async function replaced() { return 'first'; }
      replaced = async () => 'second';
      console.log(await early.result, await early.now());`,
    other: `import { replaced } from './main.mjs';
      export const early = { result: replaced(), now: () => replaced() };`,
  },
  'dead zone': {
    main: `import { error } from './other.mjs';
      const later = 1;
      export function* reads() { yield later; }
      console.log(await error, [...reads()]);`,
    other: `import { reads } from './main.mjs';
      export const error = Promise.resolve().then(() => 0);
      try { reads().next(); console.log('no error'); } catch (e) { console.log(e.name); }`,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'stackless-cycles-'));

beforeAll(async () => {
  writeFileSync(join(folder, 'runtime.mjs'), await bundleRuntime('esm'));
  const names = ABI_EXPORTS.join(', ');
  writeFileSync(
    join(folder, 'abi.mjs'),
    `import { abi as _runtime } from './runtime.mjs'; export const { ${names} } = _runtime;`,
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, column: string, compiles: (source: string) => string): string {
  const at = join(folder, `${name}-${column}`.replaceAll(' ', '-'));
  mkdirSync(at);
  for (const [module, source] of Object.entries(CYCLES[name]!)) {
    writeFileSync(join(at, `${module}.mjs`), compiles(source));
  }
  return execFileSync(process.execPath, [join(at, 'main.mjs')], { encoding: 'utf8' });
}

function compiled(source: string): string {
  const { code } = transform(source, { functions: 'all', filename: 'main.mjs' });
  return code.replace('"stackless/abi"', '"../abi.mjs"');
}

describe('in a cycle of imports', () => {
  it.each(Object.keys(CYCLES))('functions are there before their module runs: %s', (name) => {
    const native = run(name, 'native', (source) => source);
    expect(native).not.toBe('');
    expect(run(name, 'compiled', compiled)).toBe(native);
  });

  it('costs nothing where a cycle is impossible, or nothing could be called', () => {
    const alone = transform("import fs from 'node:fs'; export async function f() { await fs; }", {
      functions: 'all',
    });
    expect(alone.code).not.toContain('apply');
    const silent = transform("import './other.js'; async function f() { await 1; } f();", {
      functions: 'all',
    });
    expect(silent.code).not.toContain('apply');
  });
});
