import { coroutine } from 'stackless';

export const make = coroutine(function* (n) {
  let x = 0;
  while (n-- > 0) x = ((yield x) | 0) + 1;
});
