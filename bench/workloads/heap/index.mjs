import { compiled } from '../compilers.mjs';

export const workload = {
  asks: 'heap of a suspended generator, bytes',
  size: 100_000,
  expect: (size) => size,
  measures: 'heap',
  driver: 'suspended',
  programs: compiled('source.mjs'),
  parts: {
    'of a flat range': {
      expose: 'range',
      targets: [
        ['stackless', { atMost: 160 }],
        ['stackless', 'native', 1.2],
      ],
    },
    'of eight locals': { expose: 'eight', targets: [['stackless', 'native', 1.2]] },
  },
};
