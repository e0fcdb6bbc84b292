import { Effect, Fiber } from 'effect3';

const node = (number, leaves) =>
  Effect.gen(function* () {
    if (leaves === 1) return number;
    const part = leaves / 10;
    const children = [];
    for (let i = 0; i < 10; i++) children.push(yield* Effect.fork(node(number + i * part, part)));
    let sum = 0;
    for (const child of children) sum += yield* Fiber.join(child);
    return sum;
  });

export const run = (size) => Effect.runPromise(node(0, size));
