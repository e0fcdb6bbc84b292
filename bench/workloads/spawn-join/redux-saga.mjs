import { runSaga } from 'redux-saga';
import { call, fork, join } from 'redux-saga/effects';

const CHILDREN = 1_000;

function* child(n) {
  yield Promise.resolve();
  return n;
}

function* family() {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(yield fork(child, n));
  let sum = 0;
  for (const value of yield join(children)) sum += value;
  return sum;
}

function* main(size) {
  let sum = 0;
  for (let done = 0; done < size; done += CHILDREN) sum += yield call(family);
  return sum;
}

export const run = (size) => runSaga({}, main, size).toPromise();
