import { coroutine } from 'stackless';

export const range = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield i;
});

/** All eight are needed after the suspension. */
export const eight = coroutine(function* (n) {
  let a = n;
  let b = a + 1;
  let c = b + 1;
  let d = c + 1;
  let e = d + 1;
  let f = e + 1;
  let g = f + 1;
  while (n-- > 0) {
    yield a + b + c + d + e + f + g;
    [a, b, c, d, e, f, g] = [b, c, d, e, f, g, a];
  }
});
