/** What is left of a program that differs is what makes it differ. */
import { expect, test } from 'vitest';
import { type GeneratedProgram, programOf } from './program.ts';
import { reduce } from './reduce.ts';

const SOURCE = `'use strict';
exports.main = function* (p, q) {
  let a = 1, b = 's';
  L0: for (let i = 0; tick() && i < 3; i++) {
    try { log(1, a, [b, f(yield 'wanted', 2)]); } catch (e) { log(e); } finally { break L0; }
  }
  class C { m() { return 1; } static x = 2; }
  return { a, b, c: new C() };
};
`;

const program: GeneratedProgram = {
  functions: 'all',
  kind: 'generator',
  strict: true,
  source: SOURCE,
  arguments: 2,
  commands: [1, 2, 3].map((value) => ({ how: 'next', value })),
  burst: true,
  twice: true,
};

test('a program is made as small as what differs', async () => {
  const small = await reduce(program, async ({ source }) => source.includes("yield 'wanted'"), 60_000);
  expect(small.source.replace(/\s+/g, ' ').trim()).toBe("(function* () { yield 'wanted' });");
  expect(small).toMatchObject({ arguments: 0, commands: [], burst: false, twice: false });
});

test('a loop keeps what makes it end', async () => {
  const small = await reduce(program, async ({ source }) => source.includes('for (let i = 0'), 60_000);
  expect(small.source).toContain('tick()');
});

test('what the difference needs of the requests stays', async () => {
  const differs = async ({ commands }: GeneratedProgram): Promise<boolean> =>
    commands.some(({ value }) => value === 2);
  expect((await reduce(program, differs, 60_000)).commands).toEqual([{ how: 'next', value: 2 }]);
});

test('a seed gives one program, another seed another', () => {
  const sources = [1, 2, 1].map((seed) => programOf('all', 'async-generator', seed).source);
  expect(sources[0]).toBe(sources[2]);
  expect(sources[0]).not.toBe(sources[1]);
});
