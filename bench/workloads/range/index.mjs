import { compiled } from '../compilers.mjs';
import { parts } from '../flat.mjs';

const sum = (n) => (n * (n - 1)) / 2;
const { 'by resume': byResume, ...others } = parts({ nothing: sum, numbers: sum });

export const workload = {
  asks: 'a step of a loop that yields its counter, ns',
  size: 1_000_000,
  programs: compiled('source.mjs'),
  parts: {
    ...others,
    'by resume': {
      ...byResume,
      programs: {
        ...compiled('source.mjs'),
        lua: 'main.lua',
        luajit: 'main.lua',
        cpp: 'main.cpp',
        python: 'main.py',
        go: 'main.go',
      },
      targets: [...byResume.targets, ['stackless', 'luajit', 1], ['stackless', 'cpp', 3]],
    },
  },
};
