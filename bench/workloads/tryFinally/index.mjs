import { compiled } from '../compilers.mjs';
import { parts } from '../flat.mjs';

const sum = (n) => (n * (n - 1)) / 2;

export const workload = {
  asks: 'a step that suspends in try and goes through finally, ns',
  size: 1_000_000,
  programs: compiled('source.mjs'),
  parts: parts({ nothing: sum, numbers: sum }),
};
