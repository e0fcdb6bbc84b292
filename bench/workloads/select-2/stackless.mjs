import { Channel, coroutine, select, spawn, run as start } from 'stackless';

const sender = coroutine(async (channels, count) => {
  for (let i = 1; i <= count; i++) await channels[i % channels.length].send(i);
});

/** One task sends on the channels in turn, another takes from whichever has a value. */
export const run = (size) =>
  start(async () => {
    const channels = Array.from({ length: 2 }, () => new Channel());
    spawn(sender(channels, size));
    const [a, b] = channels;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const { value } = await select({ a: a.receive(), b: b.receive() });
      sum += value;
    }
    return sum;
  });
