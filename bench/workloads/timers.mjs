import { run, sleep, spawn, suspend } from 'stackless';

/** Many timers of one scheduler, set by operations that one task holds, and cancelled with it. */
export async function cancelled(count, set, over) {
  await run(async () => {
    // One task waits for all of them: what is measured are the timers.
    const holder = spawn(async () => {
      const operations = Array.from({ length: count }, (_, n) => sleep(60_000 + (n % 1000)));
      await suspend(() => {
        const started = operations.map((operation) => begin(operation));
        set();
        return () => {
          for (const awaiter of started) awaiter.cancel();
        };
      });
    });
    await sleep(1);
    await holder.cancel();
    over();
  });
}

/** Performs an operation as the driver does, for nobody. */
function begin(operation) {
  const awaiter = operation[Symbol.for('stackless.perform.1')]();
  awaiter.suspend({ wake() {} });
  return awaiter;
}
