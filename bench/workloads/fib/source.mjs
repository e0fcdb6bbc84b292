import { coroutine } from 'stackless';

export const make = coroutine(function* (n) {
  let a = 0;
  let b = 1;
  while (n-- > 0) {
    yield a;
    [a, b] = [b, (a + b) | 0];
  }
});
