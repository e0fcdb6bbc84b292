/**
 * Who waits for one event, in the order of arrival. Most events have one waiter or none, and so nothing is allocated for
 * those; of many, one that gives up leaves at the cost of one.
 *
 *   null  ──join──►  waiter  ──join──►  Set
 */
import type { Waiter } from './frame.ts';

export type Waiters = Waiter | Set<Waiter> | null;

export function joined(waiters: Waiters, waiter: Waiter): Waiters {
  if (waiters === null) return waiter;
  if (waiters instanceof Set) return waiters.add(waiter);
  return new Set([waiters, waiter]);
}

export function left(waiters: Waiters, waiter: Waiter): Waiters {
  if (waiters === waiter) return null;
  if (waiters instanceof Set) waiters.delete(waiter);
  return waiters;
}

export function wakeAll(waiters: Waiters): void {
  if (waiters === null) return;
  if (!(waiters instanceof Set)) waiters.wake();
  else for (const waiter of waiters) waiter.wake();
}

export function howMany(waiters: Waiters): number {
  if (waiters === null) return 0;
  return waiters instanceof Set ? waiters.size : 1;
}
