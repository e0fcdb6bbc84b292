import { Effect, Fiber, STM, TQueue } from 'effect3';

// By transactions: in a race of `Queue.take` a loser may have taken a value, which is lost.
const program = (size) =>
  Effect.gen(function* () {
    const queues = [];
    for (let n = 0; n < 10; n++) queues.push(yield* TQueue.bounded(1));
    const sender = yield* Effect.fork(
      Effect.gen(function* () {
        for (let i = 1; i <= size; i++) yield* TQueue.offer(queues[i % queues.length], i);
      }),
    );
    const first = queues
      .map((queue) => TQueue.take(queue))
      .reduce((one, other) => STM.orElse(one, () => other));
    let sum = 0;
    for (let i = 0; i < size; i++) sum += yield* first;
    yield* Fiber.join(sender);
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
