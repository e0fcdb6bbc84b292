import { Effect, Queue } from 'effect4';

const MEMBERS = 1_000;

const member = (left, right, rounds) =>
  Effect.gen(function* () {
    for (let round = 0; round < rounds; round++) yield* Queue.offer(right, (yield* Queue.take(left)) + 1);
  });

const program = (size) =>
  Effect.gen(function* () {
    const rounds = size / MEMBERS;
    const first = yield* Queue.bounded(1);
    let last = first;
    for (let i = 1; i < MEMBERS; i++) {
      const next = yield* Queue.bounded(1);
      yield* Effect.forkChild(member(last, next, rounds));
      last = next;
    }
    let token = 0;
    for (let round = 0; round < rounds; round++) {
      yield* Queue.offer(first, token + 1);
      token = yield* Queue.take(last);
    }
    return token;
  });

export const run = (size) => Effect.runPromise(program(size));
