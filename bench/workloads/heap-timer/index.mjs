export const workload = {
  asks: 'heap of a timer, its operation included, bytes',
  size: 100_000,
  expect: (size) => size,
  programs: { stackless: 'stackless.mjs' },
  parts: {
    'of one': { measures: 'heap', targets: [['stackless', { atMost: 400 }]] },
    'left behind': {
      asks: '100,000 timers cancelled: growth of the heap, bytes',
      measures: 'growth',
      expose: 'runAndCancel',
      targets: [['stackless', { atMost: 256 * 1024 }]],
    },
  },
  conditions: ['alone'],
  further: true,
};
