import { Queue } from '../native-queue.mjs';

async function send(queue, count) {
  for (let i = 1; i <= count; i++) await queue.send(i);
}

export async function run(size) {
  const queue = new Queue(1);
  const sending = send(queue, size);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += await queue.receive();
  await sending;
  return sum;
}
