import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a meeting of two among ten creatures, by channels, ns',
  size: 100_000,
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
  absent: { ...withoutScheduler, co: 'has no channels' },
};
