// Many timers of one scheduler, set by operations that one task holds, and cancelled with it.
import { run as runTask, sleep, spawn, suspend } from 'stackless';

/** Performs an operation as the driver does, for nobody. */
function begin(operation) {
  const awaiter = operation[Symbol.for('stackless.perform.1')]();
  awaiter.suspend({ wake() {} });
  return awaiter;
}

/** Resolves when all are set, with what cancels them. What is weighed are the timers: one task waits for all. */
export function run(count) {
  return new Promise((resolve, reject) => {
    const main = runTask(async () => {
      let set = 0;
      const holder = spawn(async () => {
        const operations = Array.from({ length: count }, (_, n) => sleep(60_000 + (n % 1000)));
        await suspend(() => {
          const started = operations.map((operation) => begin(operation));
          set = started.length;
          return () => {
            for (const awaiter of started) awaiter.cancel();
          };
        });
      });
      while (set < count) await sleep(1);
      await suspend((resume) => {
        resolve(() => {
          resume();
          return main;
        });
      });
      await holder.cancel();
      return set;
    });
    main.catch(reject);
  });
}

export const check = (cancel) => cancel();
export const runAndCancel = async (count) => (await run(count))();
