import { compiled } from '../compilers.mjs';
import { parts } from '../flat.mjs';

function sum(n) {
  let total = 0;
  for (let i = 0, a = 0, b = 1; i < n; i++) {
    total += a;
    [a, b] = [b, (a + b) | 0];
  }
  return total;
}

export const workload = {
  asks: 'a step of the Fibonacci numbers, ns',
  size: 1_000_000,
  programs: compiled('source.mjs'),
  parts: parts({ nothing: sum, numbers: sum }),
};
