import { Effect } from 'effect4';

const settled = Promise.resolve(1);

const running = (program) => (n) => Effect.runPromise(program(n));

const one = Effect.gen(function* () {
  return 1;
});

export const ofCall = running((n) =>
  Effect.gen(function* () {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += yield* one;
    return sum;
  }),
);

export const ofValue = running((n) =>
  Effect.gen(function* () {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += yield* Effect.succeed(1);
    return sum;
  }),
);

export const ofPromise = running((n) =>
  Effect.gen(function* () {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += yield* Effect.promise(() => settled);
    return sum;
  }),
);
