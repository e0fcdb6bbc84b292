const settled = Promise.resolve(1);

/** An operation calls another one by `yield*`; there is none that is a value already. */
export const programs = ({ run, until }) => {
  function* one() {
    return 1;
  }

  return {
    ofCall: (n) =>
      run(function* () {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += yield* one();
        return sum;
      }),
    ofPromise: (n) =>
      run(function* () {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += yield* until(settled);
        return sum;
      }),
  };
};
