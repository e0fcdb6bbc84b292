// The flat coroutines whose steps are timed. Each yields `n` times, numbers only, and allocates nothing of its own.
import { coroutine } from 'stackless';

export const range = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield i;
});

export const fib = coroutine(function* (n) {
  let a = 0;
  let b = 1;
  while (n-- > 0) {
    yield a;
    [a, b] = [b, (a + b) | 0];
  }
});

export const echo = coroutine(function* (n) {
  let x = 0;
  while (n-- > 0) x = ((yield x) | 0) + 1;
});

export const tryFinally = coroutine(function* (n) {
  let count = 0;
  for (let i = 0; i < n; i++) {
    try {
      const x = yield i;
      count = (count + (x | 0)) | 0;
    } finally {
      count++;
    }
  }
  return count;
});
