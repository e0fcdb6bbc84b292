/** Bytes of heap a suspended coroutine takes, its closure included: the heap's growth by many, divided. --expose-gc. */
export async function measure({ module, workload }) {
  const make = (await import(module))[workload];
  const suspended = () => {
    const co = make(9);
    co.next();
    return co;
  };
  for (let i = 0; i < 20_000; i++) suspended();
  const count = 200_000;
  const kept = new Array(count).fill(null);
  const before = heapUsed();
  for (let i = 0; i < count; i++) kept[i] = suspended();
  const bytes = (heapUsed() - before) / count;
  if (kept.at(-1).next().done) throw new Error('the coroutine was to be suspended still');
  return bytes;
}

function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
