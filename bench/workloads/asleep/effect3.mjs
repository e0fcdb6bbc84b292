import { Effect, Fiber } from 'effect3';

const program = (size) =>
  Effect.gen(function* () {
    let woken = 0;
    const sleeper = (ms) =>
      Effect.gen(function* () {
        yield* Effect.sleep(ms);
        woken++;
      });
    const sleepers = [];
    for (let i = 0; i < size; i++) sleepers.push(yield* Effect.fork(sleeper(1 + (i % 10))));
    yield* Fiber.joinAll(sleepers);
    return woken;
  });

export const run = (size) => Effect.runPromise(program(size));
