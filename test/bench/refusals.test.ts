/** What gives no figure, and what it says instead. Each runs the one process that the bench would. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import { beforeAll, expect, it } from 'vitest';
import { casesOf } from '../../bench/harness/cases.mjs';
import { contest } from '../../bench/harness/contest.mjs';
import { programMaker } from '../../bench/harness/programs.mjs';

const base = new URL('programs/', import.meta.url);

beforeAll(() => {
  const build = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [build, '--if-changed'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build:\n${stderr}`);
}, 240_000);

async function measure(program: string, as = 'plain') {
  const programs = { [as]: program };
  const [one] = casesOf('made-up', { asks: '', size: 3, expect: (n: number) => n, programs }, base);
  const maker = programMaker(transform, { label: 'test' });
  const context = { maker, execPath: process.execPath, processes: 1, budget: 1 };
  const measured = await contest({ ...one, conditions: ['alone'] }, context);
  return measured[as]?.['alone'];
}

it('a right answer has a figure', async () => {
  expect(await measure('right.mjs')).toMatchObject({ figures: [expect.any(Number)] });
});

it('a wrong answer has none', async () => {
  expect(await measure('wrong.mjs')).toEqual({ error: 'wrong result: 4, not 3' });
});

it('nor has one that is right in the first round only', async () => {
  expect(await measure('changing.mjs')).toMatchObject({
    error: expect.stringContaining('a round answered 4, the first 3'),
  });
});

it('nor has one that fails', async () => {
  expect(await measure('failing.mjs')).toMatchObject({ error: expect.stringContaining('out of luck') });
});

it('a program of ours that allows native generators is refused', async () => {
  expect(await measure('allowed.mjs', 'stackless')).toMatchObject({
    error: expect.stringContaining('fell back to native'),
  });
});

it('so is one that ran on them, whatever it answers', async () => {
  expect(await measure('unmarked.mjs', 'stackless')).toMatchObject({
    error: expect.stringContaining('fell back to native'),
  });
});

it('a peer that is not installed is named, and is missing rather than wrong', async () => {
  expect(await measure('peer.mjs')).toEqual({
    error: 'the package a-package-that-is-not-there is not installed',
    missing: true,
  });
});
