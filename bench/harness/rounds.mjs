/**
 * What a process measures, in rounds of a workload: the time they take, what they hold, or what they leave. Each gives
 * `{ figure, result, rounds }`; `run` gives a round's answer, or a promise of it.
 */
import { isDeepStrictEqual } from 'node:util';
import { expectSame, fastest } from './fastest.mjs';

/** Nanoseconds a unit, of the fastest round. */
export function time(run, size, { milliseconds }) {
  return fastest(run, size, { milliseconds, isSame: isDeepStrictEqual });
}

/** Bytes a unit of what `run` gives, once there are no others. What `check` says of it is the answer. */
export async function heap(run, size, { check }) {
  for (let round = 0; round < 3; round++) await run(Math.ceil(size / 10));
  await turn();
  const before = heapUsed();
  const held = await run(size);
  const figure = (heapUsed() - before) / size;
  return { figure, result: await check(held), rounds: 1 };
}

/** Bytes by which a round leaves the heap grown, at least: what each round leaves, and not what the engine does anyway. */
export async function growth(run, size) {
  // As long as it takes the engine to make the code that it will run, which is on the heap as well.
  const result = await run(size);
  let figure = Number.POSITIVE_INFINITY;
  const rounds = 3;
  for (let round = 0; round < rounds; round++) {
    await turn();
    const before = heapUsed();
    expectSame(await run(size), result, isDeepStrictEqual);
    await turn();
    figure = Math.min(figure, Math.max(0, heapUsed() - before));
  }
  return { figure, result, rounds };
}

export const measures = { time, heap, growth };

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
