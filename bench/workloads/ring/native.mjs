import { Queue } from '../native-queue.mjs';

const MEMBERS = 1_000;

async function member(left, right, rounds) {
  for (let round = 0; round < rounds; round++) await right.send((await left.receive()) + 1);
}

export async function run(size) {
  const rounds = size / MEMBERS;
  const first = new Queue();
  let last = first;
  for (let i = 1; i < MEMBERS; i++) {
    const next = new Queue();
    member(last, next, rounds);
    last = next;
  }
  let token = 0;
  for (let round = 0; round < rounds; round++) {
    await first.send(token + 1);
    token = await last.receive();
  }
  return token;
}
