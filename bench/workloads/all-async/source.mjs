// What async functions and async generators cost, by what they do. Each returns after n of them, and tells their number.
import { coroutine, run } from 'stackless';

const settled = Promise.resolve(1);

const never = coroutine(async (x) => x);
const once = coroutine(async (x) => await x);
const guarded = coroutine(async (x) => {
  try {
    return await x;
  } finally {
    await undefined;
  }
});

const values = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await 1;
  return sum;
});

const settledPromises = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await settled;
  return sum;
});

const newPromises = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await Promise.resolve(1);
  return sum;
});

const callsThatNeverAwait = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await never(1);
  return sum;
});

const callsThatAwait = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await once(1);
  return sum;
});

const guardedAwaits = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    try {
      sum += await settled;
    } finally {
      sum += 0;
    }
  }
  return sum;
});

const caughtAwaits = coroutine(async (n) => {
  const boom = Promise.reject(1);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    try {
      await boom;
    } catch (one) {
      sum += one;
    }
  }
  return sum;
});

/** Calls that nobody waits for one by one: what is timed is to make them, and the jobs they leave. */
const calls = (fn, x) =>
  coroutine(async (n) => {
    let made = 0;
    while (made < n) {
      let last;
      for (let i = 0; i < 100; i++) last = fn(x);
      await last;
      made += 100;
    }
    return made;
  });

class Server {
  #answer = 1;

  async ask() {
    'use coroutine';
    return (await settled) && this.#answer;
  }

  all = coroutine(async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += await this.ask();
    return sum;
  });
}

const server = new Server();

const items = coroutine(async function* (n) {
  for (let i = 0; i < n; i++) yield 1;
});

const awaitedItems = coroutine(async function* (n) {
  for (let i = 0; i < n; i++) yield await settled;
});

const delegatedItems = coroutine(async function* (n) {
  yield* items(n);
});

const ones = coroutine(function* (n) {
  for (let i = 0; i < n; i++) yield 1;
});

const sumOf = coroutine(async (iterable) => {
  let sum = 0;
  for await (const item of iterable) sum += item;
  return sum;
});

const results = coroutine(async (n) => {
  const iterator = items(n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (await iterator.next()).value;
  return sum;
});

const openedItems = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (await items(1).next()).value;
  return sum;
});

export const ofValue = (n) => run(values(n));
export const ofSettled = (n) => run(settledPromises(n));
export const ofPromise = (n) => run(newPromises(n));
export const ofNever = (n) => run(callsThatNeverAwait(n));
export const ofOnce = (n) => run(callsThatAwait(n));
export const ofMethod = (n) => run(server.all(n));
export const inFinally = (n) => run(guardedAwaits(n));
export const caught = (n) => run(caughtAwaits(n));
export const forAwait = (n) => run(sumOf(items(n)));
export const forAwaitAwaited = (n) => run(sumOf(awaitedItems(n)));
export const forAwaitSync = (n) => run(sumOf(ones(n)));
export const delegated = (n) => run(sumOf(delegatedItems(n)));
export const byNext = (n) => run(results(n));
export const openAndNext = (n) => run(openedItems(n));
export const callNever = calls(never, 1);
export const callOnce = calls(once, 1);
export const callSettled = calls(once, settled);
export const callGuarded = calls(guarded, 1);
