const CHILDREN = 1_000;

export const program = ({ run, scoped, spawn, until }) => {
  function* child(n) {
    yield* until(Promise.resolve());
    return n;
  }

  function* family() {
    const children = [];
    for (let n = 0; n < CHILDREN; n++) children.push(yield* spawn(() => child(n)));
    let sum = 0;
    for (const task of children) sum += yield* task;
    return sum;
  }

  return (size) =>
    run(function* () {
      let sum = 0;
      for (let done = 0; done < size; done += CHILDREN) sum += yield* scoped(family);
      return sum;
    });
};
