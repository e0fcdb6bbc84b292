import { sleep, run as start } from 'stackless';

/**
 * Sets `size` timers, and cancels them all. One task holds them, by the protocol by which every operation is performed:
 * what is measured are the timers, not tasks that wait for them.
 */
export const run = (size) =>
  start(async () => {
    let cancelled = 0;
    const set = new Array(size);
    for (let i = 0; i < size; i++) set[i] = begin(sleep(60_000 + (i % 1_000)));
    for (const timer of set) {
      timer.cancel();
      cancelled++;
    }
    return cancelled;
  });

const nobody = { wake() {} };

function begin(operation) {
  const awaiter = operation[Symbol.for('stackless.perform.1')]();
  awaiter.suspend(nobody);
  return awaiter;
}
