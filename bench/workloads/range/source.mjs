import { coroutine } from 'stackless';

export const make = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield i;
});
