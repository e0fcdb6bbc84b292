import { Channel, coroutine, spawn, run as start } from 'stackless';

const numbers = coroutine(async (limit, out) => {
  for (let n = 2; n < limit; n++) await out.send(n);
  out.close();
});

const filter = coroutine(async (prime, source, out) => {
  for await (const n of source) {
    if (n % prime !== 0) await out.send(n);
  }
  out.close();
});

/** Each prime is a task that drops its multiples: the sum of the primes below `size`. */
export const run = (size) =>
  start(async () => {
    let source = new Channel();
    spawn(numbers(size, source));
    let sum = 0;
    for (;;) {
      const next = await source[Symbol.asyncIterator]().next();
      if (next.done) return sum;
      sum += next.value;
      const out = new Channel();
      spawn(filter(next.value, source, out));
      source = out;
    }
  });
