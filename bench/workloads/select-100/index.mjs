import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value chosen from 100 channels, ns',
  size: 10_000,
  expect: (size) => (size * (size + 1)) / 2,
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
    python: 1_000,
    'redux-saga': 1_000,
    'js-csp': 1_000,
    effection3: 20,
    effection4: 20,
    effect3: 200,
    effect4: 20,
  },
  targets: [],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
