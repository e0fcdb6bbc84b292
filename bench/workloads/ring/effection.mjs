const MEMBERS = 1_000;

/** A queue of effection keeps any number of values; to add one never waits. */
export const program =
  ({ createQueue, run, spawn }) =>
  (size) =>
    run(function* () {
      const rounds = size / MEMBERS;
      const first = createQueue();
      let last = first;
      for (let i = 1; i < MEMBERS; i++) {
        const left = last;
        const right = createQueue();
        yield* spawn(function* () {
          for (let round = 0; round < rounds; round++) right.add((yield* left.next()).value + 1);
        });
        last = right;
      }
      let token = 0;
      for (let round = 0; round < rounds; round++) {
        first.add(token + 1);
        token = (yield* last.next()).value;
      }
      return token;
    });
