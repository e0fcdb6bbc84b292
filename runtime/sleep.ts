import type { Awaitable as AwaitableType } from './api.ts';
import { Performed } from './awaitable.ts';
import { rangeError } from './errors.ts';
import type { Awaiter, Waiter } from './frame.ts';
import type { Scheduler } from './scheduler.ts';
import { currentScheduler } from './start-task.ts';
import type { Timer } from './timers.ts';

/** Its own timer: a sleeping task holds nothing else. */
class Sleeping implements Awaiter<void>, Timer {
  at = 0;
  order = 0;
  index = -1;
  private readonly ms: number;
  private scheduler: Scheduler | null = null;
  private waiter: Waiter | null = null;
  constructor(ms: number) {
    this.ms = ms;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    const scheduler = currentScheduler();
    this.scheduler = scheduler;
    this.waiter = waiter;
    this.at = scheduler.clock.now() + Math.max(0, this.ms);
    scheduler.setTimer(this);
  }
  fire(): void {
    this.waiter?.wake();
  }
  result(): void {}
  cancel(): void {
    this.scheduler?.removeTimer(this);
  }
  describe(): string {
    return `sleep(${this.ms})`;
  }
}

/**
 * Waits for `ms` milliseconds of the scheduler's clock. Never ready at once, not even for 0. Sleepers of one instant wake in
 * the order in which they began. Throws RangeError (`bad-argument`) for what is no number.
 */
export function sleep(ms: number): AwaitableType<void> {
  if (typeof ms !== 'number' || Number.isNaN(ms))
    throw rangeError(`sleep(ms) takes milliseconds, not ${String(ms)}`);
  return new Performed(() => new Sleeping(ms));
}
