import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a task of 100,000, spawned, waiting and cancelled, ns',
  size: 100_000,
  expect: (size) => size,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    'redux-saga': 'redux-saga.mjs',
    effection3: 'effection3.mjs',
    effection4: 'effection4.mjs',
    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  sizes: {
    python: 20_000,
    'redux-saga': 5_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 1_000,
    effect4: 5_000,
  },
  absent: {
    ...withoutScheduler,
    co: 'cannot cancel',
    'js-csp': 'cannot cancel',
  },
};
