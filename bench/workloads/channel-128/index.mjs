import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value through a channel of capacity 128, both ends awaited, ns',
  size: 500_000,
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
    python: 50_000,
    'redux-saga': 50_000,
    'js-csp': 50_000,
    effect3: 50_000,
    effect4: 50_000,
    effection3: 5_000,
    effection4: 10_000,
  },
  targets: [
    ['stackless', 'native', 1 / 4],
    ['stackless', 'go', 1],
  ],
  absent: {
    ...withoutScheduler,
    co: 'has no channels',
  },
};
