import { buffers, channel, runSaga } from 'redux-saga';
import { fork, put, take } from 'redux-saga/effects';

const MEMBERS = 1_000;

function* member(left, right, rounds) {
  for (let round = 0; round < rounds; round++) yield put(right, (yield take(left)) + 1);
}

function* main(size) {
  const rounds = size / MEMBERS;
  const first = channel(buffers.fixed(1));
  let last = first;
  for (let i = 1; i < MEMBERS; i++) {
    const next = channel(buffers.fixed(1));
    yield fork(member, last, next, rounds);
    last = next;
  }
  let token = 0;
  for (let round = 0; round < rounds; round++) {
    yield put(first, token + 1);
    token = yield take(last);
  }
  return token;
}

export const run = (size) => runSaga({}, main, size).toPromise();
