const programs = { stackless: 'stackless.mjs', trampoline: 'trampoline.mjs' };

export const workload = {
  asks: 'a symmetric transfer, ns',
  size: 1_000_000,
  expect: (n) => n,
  programs,
  parts: {
    'ping-pong': {
      programs: {
        ...programs,
        lua: 'main.lua',
        luajit: 'main.lua',
        cpp: 'main.cpp',
        python: 'main.py',
        go: 'main.go',
      },
      targets: [['stackless', 'trampoline', 1.2]],
    },
    'heap growth': {
      asks: '10,000,000 transfers: growth of the heap, bytes',
      size: 10_000_000,
      measures: 'growth',
      targets: [['stackless', { atMost: 64 * 1024 }]],
    },
  },
};
