// A coroutine at the end of `depth` delegations.
import { coroutine } from 'stackless';

const chain = coroutine(function* (depth, n) {
  if (depth > 1) yield* chain(depth - 1, n);
  else for (let i = 0; i < n; i++) yield i;
});

export const deep1 = (n) => chain(1, n);
export const deep10 = (n) => chain(10, n);
export const deep100 = (n) => chain(100, n);
export const deep10000 = (n) => chain(10_000, n);
export const deep1000000 = (n) => chain(1_000_000, n);
