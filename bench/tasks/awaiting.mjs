/** Nanoseconds an await, by what is awaited: the best of several rounds. */
export async function measure({ module, kind, size, rounds = 5 }) {
  const work = (await import(module)).awaiting[kind];
  await work(20_000);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const made = await work(size);
    best = Math.min(best, ((performance.now() - start) * 1e6) / size);
    if (made !== size) throw new Error(`${size} awaits were to be made, not ${made}`);
  }
  return best;
}
