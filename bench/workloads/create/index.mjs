import { compiled } from '../compilers.mjs';

const most = { alone: 0.8, polluted: 1 };
const others = { lua: 'main.lua', luajit: 'main.lua', cpp: 'main.cpp', python: 'main.py' };

export const workload = {
  asks: 'a coroutine made, and its first step, ns',
  size: 500_000,
  expect: () => 0,
  programs: compiled('../echo/source.mjs'),
  parts: {
    'and next': { driver: 'createAndNext', targets: [['stackless', 'native', most]] },
    'and resume': {
      driver: 'createAndResume',
      programs: { ...compiled('../echo/source.mjs'), ...others },
      targets: [
        ['stackless', 'native', most],
        ['stackless', 'luajit', 1],
        ['stackless', 'cpp', 3],
      ],
    },
  },
};
