import { compiled } from '../compilers.mjs';

export const workload = {
  asks: 'a value from producer through filter to consumer, by resume, ns',
  size: 500_000,
  expect: (n) => n * (n - 1),
  programs: {
    ...compiled('source.mjs'),
    stackless: 'stackless.mjs',
    lua: 'main.lua',
    luajit: 'main.lua',
    cpp: 'main.cpp',
    python: 'main.py',
    go: 'main.go',
    'js-csp': 'js-csp.mjs',
  },
  sizes: { python: 200_000, go: 200_000, 'js-csp': 20_000 },
  targets: [['stackless', 'native', 0.6]],
  further: true,
};
