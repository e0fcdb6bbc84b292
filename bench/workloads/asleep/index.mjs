import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a task that sleeps 1 to 10 ms, of 100,000 at once, ns',
  size: 100_000,
  expect: (size) => size,
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
    python: 50_000,
    'redux-saga': 10_000,
    'js-csp': 10_000,
    effection3: 1_000,
    effection4: 2_000,
    effect3: 2_000,
    effect4: 10_000,
  },
  targets: [['stackless', 'native', 1 / 2]],
  absent: withoutScheduler,
};
