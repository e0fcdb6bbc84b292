/**
 * The concurrent prime sieve that Go is shown with, in the same few lines: a channel of all numbers, and for each prime a
 * task that lets through what the prime does not divide.
 *
 *   2, 3, 4, … ──► not by 2 ──► not by 3 ──► not by 5 ──► … the first that gets to the end is the next prime
 *
 * In Go the chain is dropped when `main` returns. Here its tasks are daemons: the run cancels them when main has ended, and
 * ends when they have. `prime-sieve 5000` finds 5,000 primes; 1,000 unless told.
 */
import { Channel, coroutine, type Receiver, run, type Sender, spawn } from 'stackless';

const generate = coroutine(async (out: Sender<number>) => {
  for (let n = 2; ; n++) await out.send(n);
});

const filter = coroutine(async (numbers: Receiver<number>, out: Sender<number>, prime: number) => {
  for await (const n of numbers) if (n % prime !== 0) await out.send(n);
});

const count = Number(process.argv[2] ?? 1_000);

await run(async () => {
  let numbers = new Channel<number>();
  spawn(generate(numbers), { daemon: true });
  const primes: number[] = [];
  while (primes.length < count) {
    const prime = await numbers.receive();
    primes.push(prime);
    const rest = new Channel<number>();
    spawn(filter(numbers, rest, prime), { daemon: true });
    numbers = rest;
  }
  console.log(`${primes.slice(0, 10).join(' ')} …`);
  console.log(`prime number ${count} is ${primes.at(-1)}`);
});
