// A balanced tree walked in order by recursive delegation: 2^depth - 1 values, each from half-way down on average.
import { coroutine } from 'stackless';

const tree = coroutine(function* (depth) {
  if (depth > 0) {
    yield* tree(depth - 1);
    yield depth;
    yield* tree(depth - 1);
  }
});

/** The largest tree that has no more than n values. */
export const make = (n) => tree(Math.floor(Math.log2(n + 1)));
