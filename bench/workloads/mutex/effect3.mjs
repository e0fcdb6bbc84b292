import { Effect, Fiber } from 'effect3';

const TASKS = 100;

const program = (size) =>
  Effect.gen(function* () {
    const mutex = yield* Effect.makeSemaphore(1);
    let total = 0;
    const add = mutex.withPermits(1)(
      Effect.gen(function* () {
        const before = total;
        yield* Effect.yieldNow();
        total = before + 1;
      }),
    );
    const adding = Effect.gen(function* () {
      for (let i = 0; i < size / TASKS; i++) yield* add;
    });
    const tasks = [];
    for (let n = 0; n < TASKS; n++) tasks.push(yield* Effect.fork(adding));
    yield* Fiber.joinAll(tasks);
    return total;
  });

export const run = (size) => Effect.runPromise(program(size));
