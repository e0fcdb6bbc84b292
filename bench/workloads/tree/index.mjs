import { compiled } from '../compilers.mjs';

const sum = (depth) => (depth === 0 ? 0 : 2 * sum(depth - 1) + depth);

export const workload = {
  asks: 'a value of a binary tree of depth 20, by yield*, ns',
  size: 2 ** 20 - 1,
  expect: (n) => sum(Math.floor(Math.log2(n + 1))),
  driver: 'forOf',
  programs: {
    ...compiled('source.mjs'),
    lua: 'main.lua',
    luajit: 'main.lua',
    cpp: 'main.cpp',
    python: 'main.py',
    go: 'main.go',
  },
  targets: [
    ['stackless', 'native', 1 / 7],
    ['stackless', 'luajit', 1],
    ['stackless', 'cpp', 3],
  ],
};
