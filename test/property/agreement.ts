/** Holds a number of generated programs of one kind against the engine, with a seed that repeats the run. */
import fc from 'fast-check';
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { difference, printProgram } from './differential.ts';
import { programs } from './program.ts';
import { watched } from './watchdog.ts';

/** `FUZZ_SEED` repeats a run. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);

/** One graph in so many is verified after each pass, which takes a fifth of the time. */
const VERIFIED = 8;

/** Null when all agree; otherwise the smallest program that does not, its seed and both traces. */
export async function disagreement(kind: CoroutineKind, count: number, seed: number): Promise<string | null> {
  let tried = 0;
  const agrees = fc.asyncProperty(programs(kind), async (program) => {
    const verifies = ++tried % VERIFIED === 0;
    const found = await watched(`seed ${seed}, ${kind}\n${printProgram(program)}`, () =>
      difference(program, { verifies }),
    );
    if (found !== null) throw new Error(found);
  });
  const result = await fc.check(agrees, { numRuns: count, seed });
  if (!result.failed) return null;
  const error =
    result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return `seed ${seed}, ${kind}, program ${result.numRuns}, path ${result.counterexamplePath}\n${error}`;
}
