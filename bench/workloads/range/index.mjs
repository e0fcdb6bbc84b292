import { parts, shared } from '../flat.mjs';

const sum = (n) => (n * (n - 1)) / 2;

export const workload = {
  asks: 'a step of a loop that yields its counter, ns',
  size: 1_000_000,
  programs: shared,
  parts: parts({ nothing: sum, numbers: sum }),
};
