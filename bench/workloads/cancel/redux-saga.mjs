import { channel, runSaga } from 'redux-saga';
import { cancel, fork, take } from 'redux-saga/effects';

function* main(size) {
  let ended = 0;
  function* waiter() {
    try {
      yield take(channel());
    } finally {
      ended++;
    }
  }
  const tasks = [];
  for (let i = 0; i < size; i++) tasks.push(yield fork(waiter));
  yield cancel(tasks);
  return ended;
}

export const run = (size) => runSaga({}, main, size).toPromise();
