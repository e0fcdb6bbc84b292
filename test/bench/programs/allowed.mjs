// Would run on native generators, and not say so.
import { allowNative, coroutine } from 'stackless';

allowNative();
export const make = coroutine(function* (n) {
  yield n;
});
export const run = (size) => make(size).resume();
