import { Channel, checkpoint, coroutine, spawn, run as start } from 'stackless';

/** Tasks that wait, each at a channel of its own, and are cancelled with the task that spawned them. */
export const run = (size) =>
  start(async () => {
    let waiting = 0;
    let ended = 0;
    const waiter = coroutine(async () => {
      const never = new Channel();
      waiting++;
      try {
        await never.receive();
      } finally {
        ended++;
      }
    });
    const parent = spawn(async () => {
      for (let i = 0; i < size; i++) spawn(waiter());
    });
    while (waiting < size) await checkpoint();
    await parent.cancel();
    return ended;
  });
