/** Heap of a timer, the time to set and cancel them all, and what is left. --expose-gc. */
export async function measure({ module, count }) {
  const { cancelled } = await import(module);
  await cancelled(
    10_000,
    () => {},
    () => {},
  );
  const before = heapUsed();
  const started = performance.now();
  let bytes;
  let collecting = 0;
  let milliseconds;
  await cancelled(
    count,
    () => {
      const at = performance.now();
      bytes = (heapUsed() - before) / count;
      collecting = performance.now() - at;
    },
    () => {
      milliseconds = performance.now() - started - collecting;
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 10));
  return { bytes, nanoseconds: (milliseconds * 1e6) / count, left: heapUsed() / before };
}

function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
