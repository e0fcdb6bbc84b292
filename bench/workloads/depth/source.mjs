// What gets through a chain of delegations: a resume, a throw, a close, each counted by the level.
import { coroutine } from 'stackless';

let closed = 0;

const chain = coroutine(function* (depth) {
  try {
    if (depth > 1) return yield* chain(depth - 1);
    for (let i = 0; ; i++) yield i;
  } finally {
    closed++;
  }
});

function started(depth) {
  closed = 0;
  const co = chain(depth);
  co.next();
  return co;
}

export function closeAll(depth) {
  started(depth).return();
  return closed;
}

export function throwThrough(depth) {
  const co = started(depth);
  const boom = new Error('boom');
  try {
    co.throw(boom);
  } catch (error) {
    if (error !== boom) throw error;
  }
  return closed;
}

/** Kept from round to round: building it takes longer than resuming it. */
const chains = new Map();

const resumed = (depth) => (n) => {
  if (!chains.has(depth)) chains.set(depth, started(depth));
  const co = chains.get(depth);
  let steps = 0;
  for (let i = 0; i < n; i++) if (!co.next().done) steps++;
  return steps;
};

export const shallow = resumed(10);
export const deep = resumed(1_000_000);
