import { coroutine, scope, sleep, spawn, run as start } from 'stackless';

export const run = (size) =>
  start(async () => {
    let woken = 0;
    const sleeper = coroutine(async (ms) => {
      await sleep(ms);
      woken++;
    });
    await scope(async () => {
      for (let i = 0; i < size; i++) spawn(sleeper(1 + (i % 10)));
    });
    return woken;
  });
