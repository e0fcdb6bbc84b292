import { compiled } from '../compilers.mjs';

export const workload = {
  asks: 'heap of an async function’s frame, one of a chain of a hundred that await each other, bytes',
  size: 100_000,
  expect: (size) => size,
  measures: 'heap',
  programs: compiled('source.mjs'),
  targets: [['stackless', 'native', 0.45]],
};
