import { buffers, channel, runSaga } from 'redux-saga';
import { fork, join, put, take } from 'redux-saga/effects';

const TASKS = 100;

/** The lock is a value in a channel. */
function* main(size) {
  const mutex = channel(buffers.fixed(1));
  yield put(mutex, 'lock');
  let total = 0;
  function* adding(times) {
    for (let i = 0; i < times; i++) {
      const lock = yield take(mutex);
      const before = total;
      yield Promise.resolve();
      total = before + 1;
      yield put(mutex, lock);
    }
  }
  const tasks = [];
  for (let n = 0; n < TASKS; n++) tasks.push(yield fork(adding, size / TASKS));
  yield join(tasks);
  return total;
}

export const run = (size) => runSaga({}, main, size).toPromise();
