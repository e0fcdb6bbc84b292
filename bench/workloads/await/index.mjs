import { compiled } from '../compilers.mjs';

/** An await of a ready value is held beside what it would be a call's. */
const nativeCall = { file: 'source.mjs', as: 'native', expose: 'ofCall' };

export const workload = {
  asks: 'an await, ns',
  size: 200_000,
  expect: (n) => n,
  programs: compiled('source.mjs'),
  parts: {
    'of a call': { expose: 'ofCall', targets: [['stackless', 'native', 1 / 8]] },
    'of a ready value': {
      expose: 'ofValue',
      programs: { ...compiled('source.mjs'), 'native call': nativeCall },
      targets: [['stackless', 'native call', 1 / 8]],
    },
    'of a settled promise': { expose: 'ofPromise', further: true },
    'of an async generator’s item': { expose: 'ofItem', further: true },
  },
};
