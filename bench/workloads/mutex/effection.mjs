const TASKS = 100;

/** The lock is a value in a queue. */
export const program =
  ({ createQueue, run, spawn, until }) =>
  (size) =>
    run(function* () {
      const mutex = createQueue();
      mutex.add('lock');
      let total = 0;
      function* adding(times) {
        for (let i = 0; i < times; i++) {
          const { value: lock } = yield* mutex.next();
          const before = total;
          yield* until(Promise.resolve());
          total = before + 1;
          mutex.add(lock);
        }
      }
      const tasks = [];
      for (let n = 0; n < TASKS; n++) tasks.push(yield* spawn(() => adding(size / TASKS)));
      for (const task of tasks) yield* task;
      return total;
    });
