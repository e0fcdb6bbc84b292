import { drivers } from '../harness/drivers.mjs';
import { pollute } from '../harness/pollute.mjs';

/**
 * Nanoseconds a step of one coroutine under one driver: the best of several rounds, since what disturbs a round only
 * ever makes it slower.
 *   module     the compiled workload, or its native twin
 *   workload   the export of it that is measured
 *   driver     how it is driven, a name in drivers.mjs
 *   size       what the driver is given
 *   pollution  a module whose coroutines run first, if any
 */
export async function measure({ module, workload, driver, size, pollution, rounds = 7 }) {
  const make = (await import(module))[workload];
  if (pollution) await pollute(await import(pollution));
  const drive = drivers[driver];
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const steps = drive(make, size);
    best = Math.min(best, ((performance.now() - start) * 1e6) / steps);
  }
  return best;
}
