// What an `await` costs, by what is awaited.
import { coroutine, run } from 'stackless';

const one = coroutine(async () => 1);
const settled = Promise.resolve(1);

const calls = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await one();
  return sum;
});

const values = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await 1;
  return sum;
});

const promises = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await settled;
  return sum;
});

const items = coroutine(async function* (n) {
  for (let i = 0; i < n; i++) yield 1;
});

const iterations = coroutine(async (n) => {
  let sum = 0;
  for await (const item of items(n)) sum += item;
  return sum;
});

export const ofCall = (n) => run(calls(n));
export const ofValue = (n) => run(values(n));
export const ofPromise = (n) => run(promises(n));
export const ofItem = (n) => run(iterations(n));
