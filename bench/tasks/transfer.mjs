/** Two coroutines that transfer to each other: nanoseconds a transfer, and by how much the heap grew. --expose-gc. */
export async function measure({ module, transfers }) {
  const { crossings } = await import(module);
  // Long enough that the engine has made the code it will run, which is on the heap as well.
  crossings(3_000_000);
  globalThis.gc();
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  const made = crossings(transfers);
  const nanoseconds = ((performance.now() - start) * 1e6) / transfers;
  globalThis.gc();
  globalThis.gc();
  if (made !== transfers) throw new Error(`${transfers} transfers were to be made, not ${made}`);
  return { nanoseconds, grownBytes: process.memoryUsage().heapUsed - heap };
}
