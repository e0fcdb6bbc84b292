// Chains of a hundred calls, each awaiting the next, the last a promise that nobody has resolved yet.
import { coroutine } from 'stackless';

let open;
let arrived = 0;
const gate = new Promise((resolve) => {
  open = resolve;
});

const link = coroutine(async (depth) => {
  if (depth === 1) {
    arrived++;
    return await gate;
  }
  return (await link(depth - 1)) + 1;
});

/** Under way, and suspended: a promise for each chain. */
export async function run(size) {
  arrived = 0;
  const chains = Array.from({ length: size / 100 }, () => link(100).then((sum) => sum));
  while (arrived < chains.length) await new Promise((resolve) => setTimeout(resolve, 1));
  return chains;
}

export async function check(chains) {
  open(1);
  return (await Promise.all(chains)).reduce((sum, depth) => sum + depth, 0);
}
