import { buffers, channel, runSaga } from 'redux-saga';
import { fork, put, race, take } from 'redux-saga/effects';

function* send(channels, count) {
  for (let i = 1; i <= count; i++) yield put(channels[i % channels.length], i);
}

function* main(size) {
  const channels = Array.from({ length: 10 }, () => channel(buffers.fixed(1)));
  yield fork(send, channels, size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const values = yield race(channels.map((one) => take(one)));
    sum += values.find((value) => value !== undefined);
  }
  return sum;
}

export const run = (size) => runSaga({}, main, size).toPromise();
