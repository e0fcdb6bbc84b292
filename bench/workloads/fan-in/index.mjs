import { withoutScheduler } from '../absent.mjs';

const SENDERS = 1_000;

export const workload = {
  asks: 'a value from 1,000 senders on one channel, ns',
  size: 500_000,
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
  absent: { ...withoutScheduler, co: 'has no channels' },
};
