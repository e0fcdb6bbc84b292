import { compiled } from '../compilers.mjs';

/** Each level costs the others, natively: they are given fewer values the deeper it is. */
const few = (size) =>
  Object.fromEntries(
    Object.keys(compiled(''))
      .slice(1)
      .map((name) => [name, size]),
  );

const parts = {
  'of depth 1': { expose: 'deep1' },
  'of depth 10': { expose: 'deep10' },
  'of depth 100': { expose: 'deep100', sizes: few(50_000), targets: [['stackless', 'native', 1 / 100]] },
  'of depth 10,000': { expose: 'deep10000', sizes: few(1_000), targets: [['stackless', 'runs']] },
  'of depth 1,000,000': { expose: 'deep1000000', sizes: few(10), targets: [['stackless', 'runs']] },
};

export const workload = {
  asks: 'a value through a chain of yield*, its building included, ns',
  size: 1_000_000,
  expect: (n) => (n * (n - 1)) / 2,
  driver: 'forOf',
  programs: compiled('source.mjs'),
  parts,
};
