/** A channel of effection keeps any number of values; to send never waits. */
export const program =
  ({ createChannel, run, spawn }) =>
  (size) =>
    run(function* () {
      const channel = createChannel();
      const values = yield* channel;
      yield* spawn(function* () {
        for (let i = 1; i <= size; i++) yield* channel.send(i);
      });
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (yield* values.next()).value;
      return sum;
    });
