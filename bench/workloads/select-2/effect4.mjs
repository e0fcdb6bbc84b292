import { Effect, Fiber, Queue } from 'effect4';

const program = (size) =>
  Effect.gen(function* () {
    const queues = [];
    for (let n = 0; n < 2; n++) queues.push(yield* Queue.bounded(1));
    const sender = yield* Effect.forkChild(
      Effect.gen(function* () {
        for (let i = 1; i <= size; i++) yield* Queue.offer(queues[i % queues.length], i);
      }),
    );
    const first = Effect.raceAllFirst(queues.map((queue) => Queue.take(queue)));
    let sum = 0;
    for (let i = 0; i < size; i++) sum += yield* first;
    yield* Fiber.join(sender);
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
