import { runSaga } from 'redux-saga';
import { delay, fork, join } from 'redux-saga/effects';

function* main(size) {
  let woken = 0;
  function* sleeper(ms) {
    yield delay(ms);
    woken++;
  }
  const sleepers = [];
  for (let i = 0; i < size; i++) sleepers.push(yield fork(sleeper, 1 + (i % 10)));
  yield join(sleepers);
  return woken;
}

export const run = (size) => runSaga({}, main, size).toPromise();
