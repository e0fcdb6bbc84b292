import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value through a channel of capacity 1, both ends awaited, ns',
  size: 200_000,
  expect: (size) => (size * (size + 1)) / 2,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    'redux-saga': 'redux-saga.mjs',
    'js-csp': 'js-csp.mjs',

    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  sizes: {
    python: 50_000,
    'redux-saga': 50_000,
    'js-csp': 20_000,
    effect3: 20_000,
    effect4: 50_000,
  },
  targets: [],
  absent: {
    ...withoutScheduler,
    co: 'has no channels',
    effection3: 'its queues and channels keep any number of values',
    effection4: 'its queues and channels keep any number of values',
  },
};
