import type { Awaitable } from './api.ts';
import { Performed } from './awaitable.ts';
import type { Awaiter, Waiter } from './frame.ts';

const passing: Awaiter<void> = {
  ready: () => false,
  suspend: (waiter: Waiter) => waiter.wake(),
  result() {},
  cancel() {},
  describe: () => 'checkpoint()',
  // Woken, it has delivered nothing: cancelled before it runs, the task returns here.
  undone: () => true,
};

/** It keeps nothing, and so one serves all. */
const pass = /* @__PURE__ */ new Performed<void>(() => passing);

/** To the back of the ready queue: everything ready now runs first. Observes cancellation. Trio's `checkpoint`. */
export function checkpoint(): Awaitable<void> {
  return pass;
}
