import { Effect, Fiber, Option, TxQueue } from 'effect4';

// By a transaction: in a race of `Queue.take` a loser may have taken a value, which is lost.
const program = (size) =>
  Effect.gen(function* () {
    const queues = [];
    for (let n = 0; n < 100; n++) queues.push(yield* TxQueue.bounded(1));
    const sender = yield* Effect.forkChild(
      Effect.gen(function* () {
        for (let i = 1; i <= size; i++) yield* TxQueue.offer(queues[i % queues.length], i);
      }),
    );
    const first = Effect.tx(
      Effect.gen(function* () {
        for (const queue of queues) {
          const value = yield* TxQueue.poll(queue);
          if (Option.isSome(value)) return value.value;
        }
        return yield* Effect.txRetry;
      }),
    );
    let sum = 0;
    for (let i = 0; i < size; i++) sum += yield* first;
    yield* Fiber.join(sender);
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
