export const program =
  ({ createQueue, run, spawn, until }) =>
  (size) =>
    run(function* () {
      let waiting = 0;
      let ended = 0;
      function* waiter() {
        const never = createQueue();
        waiting++;
        try {
          yield* never.next();
        } finally {
          ended++;
        }
      }
      const parent = yield* spawn(function* () {
        for (let i = 0; i < size; i++) yield* spawn(waiter);
        yield* createQueue().next();
      });
      while (waiting < size) yield* until(Promise.resolve());
      yield* parent.halt();
      return ended;
    });
