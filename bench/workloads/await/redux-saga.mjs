import { runSaga } from 'redux-saga';
import { call } from 'redux-saga/effects';

const settled = Promise.resolve(1);

function* one() {
  return 1;
}

const running = (saga) => (n) => runSaga({}, saga, n).toPromise();

export const ofCall = running(function* (n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield call(one);
  return sum;
});

export const ofValue = running(function* (n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield 1;
  return sum;
});

export const ofPromise = running(function* (n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += yield settled;
  return sum;
});
