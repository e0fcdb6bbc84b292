/**
 * Random programs of tasks, channels, selects, locks, scopes and cancellations, on the virtual clock: the runtime does what
 * the reference model does, line by line, again and again for one seed; nothing is left waiting. `PROGRAMS_SEED` repeats a run.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runModel } from './programs/model.ts';
import { type Program, programs } from './programs/program.ts';
import { runReal } from './programs/real.ts';

const SEED = Number(process.env.PROGRAMS_SEED ?? Date.now() % 1_000_000_007);
const COUNT = Number(process.env.PROGRAMS ?? 10_000);

async function check(program: Program, seed: number, again: boolean): Promise<void> {
  const model = runModel(program, seed);
  const real = await runReal(program, seed);
  expect(real.lines).toEqual(model.lines);
  expect(real.leftovers).toEqual([]);
  expect(finallyBlocks(real.lines)).toEqual([]);
  if (again) expect((await runReal(program, seed)).lines).toEqual(real.lines);
}

/** Those that were entered, and did not run once. */
function finallyBlocks(lines: readonly string[]): string[] {
  const paths = (what: string): string[] =>
    lines.filter((line) => line.endsWith(` ${what}`)).map((line) => line.split(' ')[1] as string);
  const [entered, left] = [paths('try').sort(), paths('finally').sort()];
  return JSON.stringify(entered) === JSON.stringify(left) ? [] : [`${entered} ≠ ${left}`];
}

test(`${COUNT} programs, seed ${SEED}`, { timeout: 240_000 }, async () => {
  let n = 0;
  await fc.assert(
    fc.asyncProperty(programs, fc.nat(1000), async (program, seed) => check(program, seed, n++ % 10 === 0)),
    { seed: SEED, numRuns: COUNT, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true },
  );
});
