// A balanced tree walked in order by recursive delegation: 2^depth - 1 values, each from half-way down on average.
import { coroutine } from 'stackless';

export const tree = coroutine(function* (depth) {
  if (depth > 0) {
    yield* tree(depth - 1);
    yield depth;
    yield* tree(depth - 1);
  }
});
