import { compiled } from '../compilers.mjs';

/** co awaits nothing but promises, effection nothing but operations. */
const libraries = { 'redux-saga': 'redux-saga.mjs', effect3: 'effect3.mjs', effect4: 'effect4.mjs' };
const allLibraries = {
  ...libraries,
  co: 'co.mjs',
  effection3: 'effection3.mjs',
  effection4: 'effection4.mjs',
};

/** An await of a ready value is held beside what it would be a call's. */
const nativeCall = { file: 'source.mjs', as: 'native', expose: 'ofCall' };

export const workload = {
  asks: 'an await, ns',
  size: 200_000,
  expect: (n) => n,
  programs: compiled('source.mjs'),
  parts: {
    'of a call': {
      expose: 'ofCall',
      programs: { ...compiled('source.mjs'), ...allLibraries, python: 'main.py', cpp: 'main.cpp' },
      targets: [['stackless', 'native', 1 / 8]],
    },
    'of a ready value': {
      expose: 'ofValue',
      programs: { ...compiled('source.mjs'), 'native call': nativeCall, ...libraries },
      targets: [['stackless', 'native call', 1 / 8]],
    },
    'of a settled promise': {
      expose: 'ofPromise',
      programs: { ...compiled('source.mjs'), ...allLibraries },
      further: true,
    },
    'of an async generator’s item': { expose: 'ofItem', further: true },
  },
};
