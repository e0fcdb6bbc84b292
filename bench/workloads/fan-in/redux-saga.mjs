import { buffers, channel, runSaga } from 'redux-saga';
import { fork, put, take } from 'redux-saga/effects';

const SENDERS = 1_000;

function* send(values, count) {
  for (let i = 1; i <= count; i++) yield put(values, i);
}

// A put never waits, so that what has not been taken yet has to be kept.
function* main(size) {
  const values = channel(buffers.expanding());
  for (let n = 0; n < SENDERS; n++) yield fork(send, values, size / SENDERS);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += yield take(values);
  return sum;
}

export const run = (size) => runSaga({}, main, size).toPromise();
