/** A queue of effection keeps any number of values; to add one never waits. */
export const program =
  ({ createQueue, race, run, spawn, until }) =>
  (size) =>
    run(function* () {
      const queues = Array.from({ length: 2 }, () => createQueue());
      yield* spawn(function* () {
        for (let i = 1; i <= size; i++) {
          queues[i % queues.length].add(i);
          yield* until(Promise.resolve());
        }
      });
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (yield* race(queues.map((queue) => queue.next()))).value;
      return sum;
    });
