/**
 * Asking for cancellation. A tree of tasks may be deep, so whoever is asked asks others by this queue: the outermost call
 * drains it, and the native stack does not grow.
 */
export interface Cancellable {
  asked(reason: unknown): void;
}

const queue: { readonly what: Cancellable; readonly reason: unknown }[] = [];

/** When the outermost call returns, all have been asked, from the top down. */
export function askToCancel(what: Cancellable, reason: unknown): void {
  queue.push({ what, reason });
  if (queue.length > 1) return;
  try {
    for (const next of queue) next.what.asked(next.reason);
  } finally {
    queue.length = 0;
  }
}
