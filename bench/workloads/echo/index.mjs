import { compiled } from '../compilers.mjs';
import { parts } from '../flat.mjs';

/** The first value that is sent is dropped; each is answered by the next number. */
const answers = (n) => (n === 0 ? 0 : (n * (n - 1)) / 2 + n - 1);

const { 'by resume': byResume, ...others } = parts({ nothing: (n) => Math.max(0, n - 1), numbers: answers });

export const workload = {
  asks: 'a value sent in and one given back, ns',
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
      },
    },
  },
};
