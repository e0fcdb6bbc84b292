/** Holds a number of generated programs of one kind against the engine, with a seed that repeats the run. */
import fc from 'fast-check';
import type { CoroutineKind } from '../../compiler/ir/types.ts';
import { difference } from './differential.ts';
import { programs } from './program.ts';

/** `FUZZ_SEED` repeats a run. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);

/** Null when all agree; otherwise the smallest program that does not, its seed and both traces. */
export async function disagreement(kind: CoroutineKind, count: number, seed: number): Promise<string | null> {
  const agrees = fc.asyncProperty(programs(kind), async (program) => {
    const found = await difference(program);
    if (found !== null) throw new Error(found);
  });
  const result = await fc.check(agrees, { numRuns: count, seed });
  if (!result.failed) return null;
  const error =
    result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return `seed ${seed}, ${kind}, program ${result.numRuns}, path ${result.counterexamplePath}\n${error}`;
}
