/** Heap of a task that waits on a channel, and the time to cancel them all. --expose-gc. */
export async function measure({ module, count }) {
  const { receivers } = await import(module);
  await receivers(
    10_000,
    () => {},
    () => {},
  );
  const before = heapUsed();
  let bytes;
  let started;
  let milliseconds;
  await receivers(
    count,
    () => {
      bytes = (heapUsed() - before) / count;
      started = performance.now();
    },
    () => {
      milliseconds = performance.now() - started;
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 10));
  return { bytes, milliseconds, left: heapUsed() / before };
}

function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
