import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a hop round a ring of 1,000 tasks, a channel between each two, ns',
  size: 1_000_000,
  expect: (size) => size,
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
  targets: [['stackless', 'go', 1 / 4]],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
