/** The rounds that are timed, wherever they run: this knows nothing of Node. */

/** Nanoseconds a unit, of the fastest round. The first warms up, and is not counted. `isSame(answer, first)` judges each. */
export async function fastest(run, size, { milliseconds, isSame }) {
  const result = await run(size);
  const until = performance.now() + milliseconds;
  let best = Number.POSITIVE_INFINITY;
  let rounds = 0;
  do {
    const start = performance.now();
    const answer = await run(size);
    best = Math.min(best, performance.now() - start);
    expectSame(answer, result, isSame);
    rounds++;
  } while (performance.now() < until || (rounds < 3 && performance.now() < until + milliseconds));
  return { figure: (best * 1e6) / size, result, rounds };
}

export function expectSame(answer, first, isSame) {
  if (!isSame(answer, first)) {
    throw new Error(`a round answered ${JSON.stringify(answer)}, the first ${JSON.stringify(first)}`);
  }
}
