import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value chosen from 10 channels, ns',
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
    python: 5_000,
    'redux-saga': 10_000,
    'js-csp': 10_000,
    effection3: 50,
    effection4: 50,
    effect3: 2_000,
    effect4: 200,
  },
  targets: [['stackless', 'go', 1 / 2]],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
