export const workload = {
  asks: 'heap of a task that waits on a channel, bytes',
  size: 100_000,
  expect: (size) => size,
  programs: { stackless: 'stackless.mjs' },
  parts: {
    'of a task': { measures: 'heap', targets: [['stackless', { atMost: 700 }]] },
    'left behind': {
      asks: '100,000 such tasks cancelled: growth of the heap, bytes',
      measures: 'growth',
      expose: 'runAndCancel',
      targets: [['stackless', { atMost: 256 * 1024 }]],
    },
  },
  conditions: ['alone'],
  further: true,
};
