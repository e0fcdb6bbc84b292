// Many tasks that wait, all on one channel, until they are cancelled.
import { Channel, coroutine, run as runTask, sleep, spawn } from 'stackless';

const receive = coroutine(async (channel) => {
  await channel.receive();
});

/** Resolves when all wait, with what cancels them and counts those that were. */
function waiting(count) {
  return new Promise((resolve, reject) => {
    const main = runTask(async () => {
      const channel = new Channel();
      const cancel = new Channel();
      const tasks = new Array(count);
      for (let i = 0; i < count; i++) tasks[i] = spawn(receive(channel));
      await sleep(1);
      resolve(async () => {
        cancel.trySend(true);
        return await main;
      });
      await cancel.receive();
      for (const task of tasks) task.cancel();
      let cancelled = 0;
      for (const task of tasks) {
        await task.join();
        if (task.status === 'cancelled') cancelled++;
      }
      return cancelled;
    });
    main.catch(reject);
  });
}

export const run = waiting;
export const check = (cancel) => cancel();
export const runAndCancel = async (count) => (await waiting(count))();
