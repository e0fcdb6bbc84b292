import { Channel, coroutine, spawn, run as start } from 'stackless';

const SENDERS = 1_000;

const sender = coroutine(async (channel, count) => {
  for (let i = 1; i <= count; i++) await channel.send(i);
});

export const run = (size) =>
  start(async () => {
    const channel = new Channel();
    for (let n = 0; n < SENDERS; n++) spawn(sender(channel, size / SENDERS));
    let sum = 0;
    for (let i = 0; i < size; i++) sum += await channel.receive();
    return sum;
  });
