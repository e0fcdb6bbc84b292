import { runSaga } from 'redux-saga';
import { fork, join } from 'redux-saga/effects';

function* node(number, leaves) {
  if (leaves === 1) return number;
  const part = leaves / 10;
  const children = [];
  for (let i = 0; i < 10; i++) children.push(yield fork(node, number + i * part, part));
  let sum = 0;
  for (const value of yield join(children)) sum += value;
  return sum;
}

export const run = (size) => runSaga({}, node, 0, size).toPromise();
