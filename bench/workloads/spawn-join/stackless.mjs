import { checkpoint, coroutine, scope, spawn, run as start } from 'stackless';

const CHILDREN = 1_000;

const child = coroutine(async (n) => {
  await checkpoint();
  return n;
});

const family = coroutine(async () => {
  const children = [];
  for (let n = 0; n < CHILDREN; n++) children.push(spawn(child(n)));
  let sum = 0;
  for (const task of children) sum += await task;
  return sum;
});

export const run = (size) =>
  start(async () => {
    let sum = 0;
    for (let done = 0; done < size; done += CHILDREN) sum += await scope(family);
    return sum;
  });
