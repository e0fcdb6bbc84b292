import co from 'co';

const CHILDREN = 1_000;

const child = co.wrap(function* (n) {
  yield Promise.resolve();
  return n;
});

const family = co.wrap(function* () {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(child(n));
  let sum = 0;
  for (const value of yield children) sum += value;
  return sum;
});

export const run = co.wrap(function* (size) {
  let sum = 0;
  for (let done = 0; done < size; done += CHILDREN) sum += yield family();
  return sum;
});
