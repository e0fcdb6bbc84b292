export const workload = {
  asks: 'a timer set and cancelled, of 1,000,000 at once, ns',
  size: 1_000_000,
  expect: (size) => size,
  programs: { stackless: 'stackless.mjs', native: 'native.mjs', go: 'main.go', python: 'main.py' },
  sizes: {
    python: 200_000,
  },
  targets: [['stackless', 'native', 1 / 5]],
};
