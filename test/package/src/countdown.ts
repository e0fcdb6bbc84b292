import { coroutine } from 'stackless';

const countdown = coroutine(function* (from: number): Generator<number, string, number | undefined> {
  while (from > 0) from -= (yield from) ?? 1;
  return 'lift-off';
});
const co = countdown(3);
console.log(co.resume(), co.resume(2), co.resume());
