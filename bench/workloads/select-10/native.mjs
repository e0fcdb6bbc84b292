import { SelectableQueue, select } from '../native-select.mjs';

async function send(queues, count) {
  for (let i = 1; i <= count; i++) await queues[i % queues.length].send(i);
}

export async function run(size) {
  const queues = Array.from({ length: 10 }, () => new SelectableQueue());
  const sending = send(queues, size);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += await select(queues);
  await sending;
  return sum;
}
