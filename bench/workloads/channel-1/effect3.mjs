import { Effect, Fiber, Queue } from 'effect3';

const program = (size) =>
  Effect.gen(function* () {
    const queue = yield* Queue.bounded(1);
    const sender = yield* Effect.fork(
      Effect.gen(function* () {
        for (let i = 1; i <= size; i++) yield* Queue.offer(queue, i);
      }),
    );
    let sum = 0;
    for (let i = 0; i < size; i++) sum += yield* Queue.take(queue);
    yield* Fiber.join(sender);
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
