/** Two coroutines that transfer to each other: nanoseconds a transfer, and by how much the heap grew. --expose-gc. */
export async function measure({ module, transfers }) {
  const { crossings } = await import(module);
  crossings(100_000);
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  const made = crossings(transfers);
  const nanoseconds = ((performance.now() - start) * 1e6) / transfers;
  globalThis.gc();
  if (made !== transfers) throw new Error(`${transfers} transfers were to be made, not ${made}`);
  return { nanoseconds, grownBytes: process.memoryUsage().heapUsed - heap };
}
