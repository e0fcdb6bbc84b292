// Many tasks that wait, all on one channel.
import { Channel, coroutine, run, sleep, spawn } from 'stackless';

const receive = coroutine(async (channel) => {
  await channel.receive();
});

/** Spawns `count` tasks that wait on one channel; `waiting` is called when all do, `cancelled` when all have ended. */
export const receivers = (count, waiting, cancelled) =>
  run(async () => {
    const channel = new Channel();
    const tasks = new Array(count);
    for (let i = 0; i < count; i++) tasks[i] = spawn(receive(channel));
    await sleep(1);
    waiting();
    for (const task of tasks) task.cancel();
    await tasks[count - 1].join();
    cancelled();
  });
