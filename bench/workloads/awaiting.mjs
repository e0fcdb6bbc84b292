// What an `await` costs, by what is awaited. Each returns after n of them.
import { coroutine, run } from 'stackless';

const one = coroutine(async () => 1);

const ofCoroutine = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await one();
  return sum;
});

const ofValue = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await 1;
  return sum;
});

const ofPromise = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await Promise.resolve(1);
  return sum;
});

const items = coroutine(async function* (n) {
  for (let i = 0; i < n; i++) yield 1;
});

const ofItems = coroutine(async (n) => {
  let sum = 0;
  for await (const item of items(n)) sum += item;
  return sum;
});

export const work = {
  value: (n) => run(ofValue(n)),
  coroutine: (n) => run(ofCoroutine(n)),
  promise: (n) => run(ofPromise(n)),
  forAwait: (n) => run(ofItems(n)),
};
