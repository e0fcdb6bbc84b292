// A producer, a filter that pulls from it, a consumer that pulls from the filter: Lua's classic, by `next`.
import { coroutine } from 'stackless';

const producer = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield i;
});

const filter = coroutine(function* (source, n) {
  for (let i = 0; i < n; i++) yield source.next().value * 2;
});

export function run(n) {
  const source = filter(producer(n), n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += source.next().value;
  return sum;
}
