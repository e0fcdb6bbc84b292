import { Channel, coroutine, spawn, run as start } from 'stackless';

const MEMBERS = 1_000;

const member = coroutine(async (left, right, rounds) => {
  for (let round = 0; round < rounds; round++) await right.send((await left.receive()) + 1);
});

/** The token goes from task to task, each on its own channel, and is one more at each hop. */
export const run = (size) =>
  start(async () => {
    const rounds = size / MEMBERS;
    const first = new Channel();
    let last = first;
    for (let i = 1; i < MEMBERS; i++) {
      const next = new Channel();
      spawn(member(last, next, rounds));
      last = next;
    }
    let token = 0;
    for (let round = 0; round < rounds; round++) {
      await first.send(token + 1);
      token = await last.receive();
    }
    return token;
  });
