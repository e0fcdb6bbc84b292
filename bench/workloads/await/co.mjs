import co from 'co';

const settled = Promise.resolve(1);

const one = co.wrap(function* () {
  return 1;
});

export const ofCall = co.wrap(function* (n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield one();
  return sum;
});

export const ofPromise = co.wrap(function* (n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield settled;
  return sum;
});
