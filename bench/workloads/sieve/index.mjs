import { withoutScheduler } from '../absent.mjs';

function sumOfPrimes(limit) {
  let sum = 0;
  for (let n = 2; n < limit; n++) if (isPrime(n)) sum += n;
  return sum;
}

function isPrime(n) {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

// One size for all: what a number costs grows with it.
export const workload = {
  asks: 'a number put through a sieve of primes below 1,000, a task for each prime, ns',
  size: 1_000,
  expect: sumOfPrimes,
  programs: {
    stackless: 'stackless.mjs',
    native: 'native.mjs',
    go: 'main.go',
    python: 'main.py',
    'redux-saga': 'redux-saga.mjs',
    'js-csp': 'js-csp.mjs',
    effection3: 'effection3.mjs',
    effection4: 'effection4.mjs',
    effect3: 'effect3.mjs',
    effect4: 'effect4.mjs',
  },
  absent: { ...withoutScheduler, co: 'has no channels' },
};
