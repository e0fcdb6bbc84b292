// What a strict project sees, with the library's own declarations checked as well.
import { type Coroutine, coroutine, isCoroutine, run } from 'stackless';
import { Coroutine as Frame } from 'stackless/abi';
import plugin from 'stackless/babel';
import { transform } from 'stackless/compiler';

const range = coroutine(function* (n: number) {
  for (let i = 0; i < n; i++) yield i;
});
const numbers: Coroutine<number, void> = range(3);
const first: number | void = numbers.resume();
// @ts-expect-error: parameters keep their types
range('3');

export const total: Promise<number> = run(coroutine(async () => 42)());
export const all: unknown[] = [first, plugin, transform, Frame, isCoroutine(numbers)];
