import { withoutScheduler } from '../absent.mjs';

const CHILDREN = 1_000;

export const workload = {
  asks: 'a child, of 1,000 that pause and are joined, ns',
  size: 100_000,
  tiny: CHILDREN,
  expect: (size) => ((size / CHILDREN) * CHILDREN * (CHILDREN - 1)) / 2,
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
    python: 20_000,
    'redux-saga': 10_000,
    'js-csp': 20_000,
    effection3: 1_000,
    effection4: 1_000,
    effect3: 5_000,
    effect4: 10_000,
  },
  targets: [['stackless', 'native', 1 / 3]],
  absent: withoutScheduler,
};
