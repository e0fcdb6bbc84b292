import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value chosen from 2 channels, ns',
  size: 200_000,
  expect: (size) => (size * (size + 1)) / 2,
  programs: { stackless: 'stackless.mjs', native: 'native.mjs', go: 'main.go' },
  targets: [],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
