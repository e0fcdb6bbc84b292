import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a lock among 100 tasks that want it, held across a pause, ns',
  size: 100_000,
  expect: (size) => size,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    'redux-saga': 'redux-saga.mjs',
    'js-csp': 'js-csp.mjs',
    effection3: 'effection3.mjs',
    effection4: 'effection4.mjs',
    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  sizes: {
    python: 20_000,
    'redux-saga': 10_000,
    'js-csp': 20_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 2_000,
    effect4: 10_000,
  },
  absent: { ...withoutScheduler, co: 'has no mutex, and no channel to make one of' },
};
