import { Effect, Fiber } from 'effect3';

const CHILDREN = 1_000;

const child = (n) =>
  Effect.gen(function* () {
    yield* Effect.yieldNow();
    return n;
  });

const family = Effect.gen(function* () {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(yield* Effect.fork(child(n)));
  let sum = 0;
  for (const fiber of children) sum += yield* Fiber.join(fiber);
  return sum;
});

const program = (size) =>
  Effect.gen(function* () {
    let sum = 0;
    for (let done = 0; done < size; done += CHILDREN) sum += yield* family;
    return sum;
  });

export const run = (size) => Effect.runPromise(program(size));
