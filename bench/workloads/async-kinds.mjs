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

const ofValue = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await 1;
  return sum;
});

const ofSettled = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await settled;
  return sum;
});

const ofPromise = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await Promise.resolve(1);
  return sum;
});

const ofNever = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await never(1);
  return sum;
});

const ofOnce = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await once(1);
  return sum;
});

const inFinally = coroutine(async (n) => {
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

const caught = coroutine(async (n) => {
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

const delegated = coroutine(async function* (n) {
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

const byNext = coroutine(async (n) => {
  const iterator = items(n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (await iterator.next()).value;
  return sum;
});

const opened = coroutine(async (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (await items(1).next()).value;
  return sum;
});

export const work = {
  value: (n) => run(ofValue(n)),
  settled: (n) => run(ofSettled(n)),
  promise: (n) => run(ofPromise(n)),
  neverAwaits: (n) => run(ofNever(n)),
  awaitsOnce: (n) => run(ofOnce(n)),
  inFinally: (n) => run(inFinally(n)),
  caught: (n) => run(caught(n)),
  method: (n) => run(server.all(n)),
  callNever: calls(never, 1),
  callOnce: calls(once, 1),
  callSettled: calls(once, settled),
  callGuarded: calls(guarded, 1),
  forAwait: (n) => run(sumOf(items(n))),
  forAwaitAwaited: (n) => run(sumOf(awaitedItems(n))),
  forAwaitSync: (n) => run(sumOf(ones(n))),
  delegated: (n) => run(sumOf(delegated(n))),
  next: (n) => run(byNext(n)),
  openAndNext: (n) => run(opened(n)),
};
