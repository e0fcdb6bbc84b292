import type { Awaitable as AwaitableType } from './api.ts';
import { Awaitable } from './awaitable.ts';
import { rangeError } from './errors.ts';
import { type Awaiter, PERFORM, type Waiter } from './frame.ts';
import type { Scheduler } from './scheduler.ts';
import { currentScheduler } from './start-task.ts';
import type { Timer } from './timers.ts';

/** Awaitable, its first performance and its timer are one object: a sleeping task holds nothing else. */
class Sleep extends Awaitable<void> implements Awaiter<void>, Timer {
  index = -1;
  private readonly ms: number;
  /** Set once it is performed. */
  private scheduler: Scheduler | null = null;
  private waiter: Waiter | null = null;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }
  override [PERFORM](): Awaiter<void> {
    if (this.scheduler !== null) return new Sleep(this.ms)[PERFORM]();
    this.scheduler = currentScheduler();
    return this;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    this.waiter = waiter;
    this.scheduler?.setTimerIn(this, this.ms);
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
  return new Sleep(ms);
}
