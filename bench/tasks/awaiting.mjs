import { pollute } from '../harness/pollute.mjs';

/**
 * Nanoseconds an await, a call or an item: the best of several rounds.
 *   module     the compiled workload, or its native twin; its `work` has what is measured
 *   kind       which of them
 *   size       how many a round
 *   pollution  a module whose coroutines run first, if any
 */
export async function measure({ module, kind, size, pollution, rounds = 5 }) {
  const work = (await import(module)).work[kind];
  if (pollution) await pollute(await import(pollution));
  await work(Math.min(size, 20_000));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const made = await work(size);
    best = Math.min(best, ((performance.now() - start) * 1e6) / size);
    if (made !== size) throw new Error(`${size} of them were to be made, not ${made}`);
  }
  return best;
}
