export const program =
  ({ run, sleep, spawn }) =>
  (size) =>
    run(function* () {
      let woken = 0;
      function* sleeper(ms) {
        yield* sleep(ms);
        woken++;
      }
      const sleepers = [];
      for (let i = 0; i < size; i++) sleepers.push(yield* spawn(() => sleeper(1 + (i % 10))));
      for (const task of sleepers) yield* task;
      return woken;
    });
