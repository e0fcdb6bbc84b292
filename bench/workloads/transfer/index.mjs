export const workload = {
  asks: 'a symmetric transfer, ns',
  size: 1_000_000,
  expect: (n) => n,
  programs: { stackless: 'stackless.mjs', trampoline: 'trampoline.mjs' },
  parts: {
    'ping-pong': { targets: [['stackless', 'trampoline', 1.2]] },
    'heap growth': {
      asks: '10,000,000 transfers: growth of the heap, bytes',
      size: 10_000_000,
      measures: 'growth',
      targets: [['stackless', { atMost: 64 * 1024 }]],
    },
  },
};
