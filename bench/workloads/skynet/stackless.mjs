import { coroutine, spawn, run as start } from 'stackless';

/** A tree of tasks, ten below each; a leaf gives its number, and each other task the sum of its children's. */
const node = coroutine(async (number, leaves) => {
  if (leaves === 1) return number;
  const part = leaves / 10;
  const children = [];
  for (let i = 0; i < 10; i++) children.push(spawn(node(number + i * part, part)));
  let sum = 0;
  for (const child of children) sum += await child;
  return sum;
});

export const run = (size) => start(node(0, size));
