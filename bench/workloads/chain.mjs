// One coroutine at the end of `depth` delegations. `closed` counts the `finally` blocks that ran.
import { coroutine } from 'stackless';

export const counts = { closed: 0 };

export const chain = coroutine(function* (depth) {
  try {
    if (depth > 0) return yield* chain(depth - 1);
    for (let i = 0; ; i++) yield i;
  } finally {
    counts.closed++;
  }
});
