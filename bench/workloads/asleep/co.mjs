import co from 'co';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const run = co.wrap(function* (size) {
  let woken = 0;
  const sleeper = co.wrap(function* (ms) {
    yield sleep(ms);
    woken++;
  });
  const sleepers = [];
  for (let i = 0; i < size; i++) sleepers.push(sleeper(1 + (i % 10)));
  yield sleepers;
  return woken;
});
