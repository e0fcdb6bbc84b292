/** A queue of effection keeps any number of values; to add one never waits. */
export const program = ({ createQueue, run, spawn }) => {
  function* filter(prime, source, out) {
    for (let next = yield* source.next(); !next.done; next = yield* source.next()) {
      if (next.value % prime !== 0) out.add(next.value);
    }
    out.close();
  }

  return (size) =>
    run(function* () {
      let source = createQueue();
      for (let n = 2; n < size; n++) source.add(n);
      source.close();
      let sum = 0;
      for (;;) {
        const next = yield* source.next();
        if (next.done) return sum;
        sum += next.value;
        const from = source;
        const out = createQueue();
        yield* spawn(() => filter(next.value, from, out));
        source = out;
      }
    });
};
