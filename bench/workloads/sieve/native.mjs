import { Queue } from '../native-queue.mjs';

const END = 0;

async function numbers(limit, out) {
  for (let n = 2; n < limit; n++) await out.send(n);
  await out.send(END);
}

async function filter(prime, source, out) {
  for (;;) {
    const n = await source.receive();
    if (n === END || n % prime !== 0) await out.send(n);
    if (n === END) return;
  }
}

export async function run(size) {
  let source = new Queue();
  numbers(size, source);
  let sum = 0;
  for (;;) {
    const prime = await source.receive();
    if (prime === END) return sum;
    sum += prime;
    const out = new Queue();
    filter(prime, source, out);
    source = out;
  }
}
