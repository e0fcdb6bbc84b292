import { compiled } from '../compilers.mjs';

export const workload = {
  asks: 'a leaf of two trees that have the same fringe, ns',
  size: 100_000,
  expect: (size) => size,
  programs: compiled('source.mjs'),
  targets: [['stackless', 'native', 1 / 4]],
};
