import { Effect, Fiber } from 'effect4';

const program = (size) =>
  Effect.gen(function* () {
    let woken = 0;
    const sleeper = (ms) =>
      Effect.gen(function* () {
        yield* Effect.sleep(ms);
        woken++;
      });
    const sleepers = [];
    for (let i = 0; i < size; i++) sleepers.push(yield* Effect.forkChild(sleeper(1 + (i % 10))));
    yield* Fiber.joinAll(sleepers);
    return woken;
  });

export const run = (size) => Effect.runPromise(program(size));
