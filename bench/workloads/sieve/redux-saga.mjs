import { buffers, channel, runSaga } from 'redux-saga';
import { fork, put, take } from 'redux-saga/effects';

const END = 0;

function* numbers(limit, out) {
  for (let n = 2; n < limit; n++) yield put(out, n);
  yield put(out, END);
}

function* filter(prime, source, out) {
  for (;;) {
    const n = yield take(source);
    if (n === END || n % prime !== 0) yield put(out, n);
    if (n === END) return;
  }
}

// A put never waits, so that what the next filter has not taken yet has to be kept.
function* main(size) {
  let source = channel(buffers.expanding());
  yield fork(numbers, size, source);
  let sum = 0;
  for (;;) {
    const prime = yield take(source);
    if (prime === END) return sum;
    sum += prime;
    const out = channel(buffers.expanding());
    yield fork(filter, prime, source, out);
    source = out;
  }
}

export const run = (size) => runSaga({}, main, size).toPromise();
