import { buffers, channel, runSaga } from 'redux-saga';
import { fork, put, take } from 'redux-saga/effects';

function* send(values, count) {
  for (let i = 1; i <= count; i++) yield put(values, i);
}

// A put never waits: a buffer that is too small for what is put would throw.
function* main(size) {
  const values = channel(buffers.fixed(1));
  yield fork(send, values, size);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += yield take(values);
  return sum;
}

export const run = (size) => runSaga({}, main, size).toPromise();
