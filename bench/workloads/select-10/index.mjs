import { withoutScheduler } from '../absent.mjs';

export const workload = {
  asks: 'a value chosen from 10 channels, ns',
  size: 200_000,
  expect: (size) => (size * (size + 1)) / 2,
  programs: { stackless: 'stackless.mjs', native: 'native.mjs', go: 'main.go' },
  targets: [['stackless', 'go', 1 / 2]],
  absent: { ...withoutScheduler, co: 'has no channels' },
};
