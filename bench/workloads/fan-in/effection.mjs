const SENDERS = 1_000;

/** A channel of effection keeps any number of values; to send never waits. */
export const program = ({ createChannel, run, spawn }) => {
  function* sender(channel, count) {
    for (let i = 1; i <= count; i++) yield* channel.send(i);
  }

  return (size) =>
    run(function* () {
      const channel = createChannel();
      const values = yield* channel;
      for (let n = 0; n < SENDERS; n++) yield* spawn(() => sender(channel, size / SENDERS));
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (yield* values.next()).value;
      return sum;
    });
};
