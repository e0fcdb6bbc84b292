import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value chosen from 2 channels, ns',
  size: 50_000,
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
    python: 10_000,
    'redux-saga': 20_000,
    'js-csp': 20_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 5_000,
    effect4: 500,
  },
  targets: [],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
