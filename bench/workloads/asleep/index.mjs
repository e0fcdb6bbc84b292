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
  targets: [['stackless', 'native', 1 / 2]],
  absent: withoutScheduler,
};
