import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a leaf of a tree of tasks, ten below each, 1,000,000 leaves, ns',
  size: 1_000_000,
  expect: (size) => (size * (size - 1)) / 2,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    co: 'co.mjs',
    'redux-saga': 'redux-saga.mjs',
    'js-csp': 'js-csp.mjs',
    effection3: 'effection3.mjs',
    effection4: 'effection4.mjs',
    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  sizes: {
    python: 100_000,
    co: 100_000,
    'redux-saga': 10_000,
    'js-csp': 10_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 1_000,
    effect4: 10_000,
  },
  targets: [
    ['stackless', 'native', 1 / 3],
    ['stackless', 'go', 1],
  ],
  absent: withoutScheduler,
};
