import { Effect, Queue } from 'effect3';

const SENDERS = 1_000;

const sender = (queue, count) =>
  Effect.gen(function* () {
    for (let i = 1; i <= count; i++) yield* Queue.offer(queue, i);
  });

const program = (size) =>
  Effect.gen(function* () {
    const queue = yield* Queue.bounded(1);
    for (let n = 0; n < SENDERS; n++) yield* Effect.fork(sender(queue, size / SENDERS));
    let sum = 0;
    for (let i = 0; i < size; i++) sum += yield* Queue.take(queue);
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
