import { withoutScheduler } from '../absent.mjs';

const SENDERS = 1_000;

export const workload = {
  asks: 'a value from 1,000 senders on one channel, ns',
  size: 200_000,
  tiny: 1_000,
  expect: (size) => (size * (size / SENDERS + 1)) / 2,
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
    python: 20_000,
    'redux-saga': 50_000,
    'js-csp': 50_000,
    effection3: 5_000,
    effection4: 5_000,
    effect3: 5_000,
    effect4: 20_000,
  },
  absent: { ...withoutScheduler, co: 'has no channels' },
};
