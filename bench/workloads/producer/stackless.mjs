// The same by `resume`, which makes no object for a result.
import { coroutine } from 'stackless';

const producer = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield i;
});

const filter = coroutine(function* (source, n) {
  for (let i = 0; i < n; i++) yield source.resume() * 2;
});

export function run(n) {
  const source = filter(producer(n), n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += source.resume();
  return sum;
}
