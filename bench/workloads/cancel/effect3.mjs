import { Effect, Fiber, Queue } from 'effect3';

const program = (size) =>
  Effect.gen(function* () {
    let waiting = 0;
    let ended = 0;
    const waiter = Effect.gen(function* () {
      const never = yield* Queue.bounded(1);
      waiting++;
      yield* Queue.take(never);
    }).pipe(Effect.ensuring(Effect.sync(() => ended++)));
    const fibers = [];
    for (let i = 0; i < size; i++) fibers.push(yield* Effect.fork(waiter));
    while (waiting < size) yield* Effect.yieldNow();
    yield* Fiber.interruptAll(fibers);
    return ended;
  });

export const run = (size) => Effect.runPromise(program(size));
