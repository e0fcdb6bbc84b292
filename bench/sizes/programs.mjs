/**
 * What sizes are measured on: for each limit a whole program that uses what the limit is about, and nothing else. `limit` is
 * in bytes, minified and gzipped; the program itself counts.
 */
export const programs = {
  core: {
    name: 'core',
    what: 'resume and transfer',
    limit: 2_500,
    source: `
      import { coroutine, transfer } from 'stackless';
      const ping = coroutine(function* () { return yield* transfer(pong, 20); });
      const pong = coroutine(function* () { for (;;) yield* transfer(head, 22); })();
      const head = ping();
      console.log(head.resume());
    `,
  },
  chains: {
    name: 'chains',
    what: 'the same, with delegation and close()',
    source: `
      import { coroutine, transfer } from 'stackless';
      const range = coroutine(function* (n) { for (let i = 0; i < n; i++) yield i; });
      const sum = coroutine(function* () {
        try { yield* range(2); } finally { console.log('closed'); }
      });
      const ping = coroutine(function* () { return yield* transfer(pong, 20); });
      const pong = coroutine(function* () { for (;;) yield* transfer(head, 22); })();
      const head = ping();
      const numbers = sum();
      console.log(numbers.resume(), numbers.resume());
      numbers.close();
      console.log(head.resume());
    `,
  },
  tasks: {
    name: 'tasks',
    what: 'run, spawn and sleep',
    source: `
      import { run, sleep, spawn } from 'stackless';
      run(async () => {
        const child = spawn(async () => { await sleep(10); return 42; });
        console.log(await child);
      });
    `,
  },
  channels: {
    name: 'channels',
    what: 'run, spawn, sleep, Channel and select',
    limit: 7_000,
    source: `
      import { Channel, run, select, sleep, spawn } from 'stackless';
      run(async () => {
        const channel = new Channel(1);
        spawn(async () => { await channel.send(42); });
        console.log(await select({ value: channel.receive(), late: sleep(10) }));
      });
    `,
  },
  everything: {
    name: 'everything',
    what: 'all of `stackless`, and every kind of coroutine',
    limit: 14_000,
    source: `
      import * as all from 'stackless';
      const { coroutine } = all;
      const plain = all.coroutine(function* () { yield* plain(); });
      const async = all.coroutine(async () => { await async(); });
      const items = all.coroutine(async function* () { for await (const item of items()) yield item; });
      console.log(all, plain, async, items);
    `,
  },
};
