import { checkpoint, coroutine, Mutex, scope, spawn, run as start } from 'stackless';

const TASKS = 100;

/** Each task adds to what it has read before it paused: without the lock, additions would be lost. */
export const run = (size) =>
  start(async () => {
    const mutex = new Mutex();
    let total = 0;
    const adding = coroutine(async (times) => {
      for (let i = 0; i < times; i++) {
        using _ = await mutex.lock();
        const before = total;
        await checkpoint();
        total = before + 1;
      }
    });
    await scope(async () => {
      for (let n = 0; n < TASKS; n++) spawn(adding(size / TASKS));
    });
    return total;
  });
