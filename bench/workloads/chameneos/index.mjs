import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a meeting of two among ten creatures, by channels, ns',
  size: 50_000,
  expect: (size) => 2 * size,
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
    'js-csp': 5_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 1_000,
    effect4: 5_000,
  },
  absent: { ...withoutScheduler, co: 'has no channels' },
};
