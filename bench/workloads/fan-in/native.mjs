import { Queue } from '../native-queue.mjs';

const SENDERS = 1_000;

async function send(queue, count) {
  for (let i = 1; i <= count; i++) await queue.send(i);
}

export async function run(size) {
  const queue = new Queue();
  const senders = [];
  for (let n = 0; n < SENDERS; n++) senders.push(send(queue, size / SENDERS));
  let sum = 0;
  for (let i = 0; i < size; i++) sum += await queue.receive();
  await Promise.all(senders);
  return sum;
}
