import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a hop round a ring of 1,000 tasks, a channel between each two, ns',
  size: 200_000,
  tiny: 1_000,
  expect: (size) => size,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    'redux-saga': 'redux-saga.mjs',
    'js-csp': 'js-csp.mjs',
    effection4: 'effection4.mjs',
    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  sizes: {
    python: 50_000,
    'redux-saga': 50_000,
    'js-csp': 20_000,
    effection4: 5_000,
    effect3: 5_000,
    effect4: 20_000,
  },
  targets: [['stackless', 'go', 1 / 4]],
  absent: {
    ...withoutScheduler,
    co: 'has no channels',
    effection3: 'a ring of 1,000 overflows its stack',
  },
};
