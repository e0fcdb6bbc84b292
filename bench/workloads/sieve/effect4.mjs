import { Effect, Queue } from 'effect4';

const END = 0;

const numbers = (limit, out) =>
  Effect.gen(function* () {
    for (let n = 2; n < limit; n++) yield* Queue.offer(out, n);
    yield* Queue.offer(out, END);
  });

const filter = (prime, source, out) =>
  Effect.gen(function* () {
    for (;;) {
      const n = yield* Queue.take(source);
      if (n === END || n % prime !== 0) yield* Queue.offer(out, n);
      if (n === END) return;
    }
  });

const program = (size) =>
  Effect.gen(function* () {
    let source = yield* Queue.bounded(1);
    yield* Effect.forkChild(numbers(size, source));
    let sum = 0;
    for (;;) {
      const prime = yield* Queue.take(source);
      if (prime === END) return sum;
      sum += prime;
      const out = yield* Queue.bounded(1);
      yield* Effect.forkChild(filter(prime, source, out));
      source = out;
    }
  });

export const run = (size) => Effect.runPromise(program(size));
