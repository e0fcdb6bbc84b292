/**
 * A time limit for an operation, a coroutine or a body. What was limited and takes time to end is waited for.
 *
 *   waiting ──it ends──► over, with its outcome
 *      └──the time has come──► it is cancelled ──at once, or when it has ended──► over, with TimeoutError
 */
import type { Awaitable as AwaitableType, Runnable, TaskBody } from './api.ts';
import { Performed } from './awaitable.ts';
import { TimeoutError } from './errors.ts';
import { Failed } from './failed.ts';
import type { Awaiter, Combination, TaskContext, Waiter } from './frame.ts';
import { performanceOf } from './performance.ts';
import type { Scheduler } from './scheduler.ts';
import { duration } from './scope.ts';
import { currentScheduler } from './start-task.ts';
import type { Timer } from './timers.ts';

class Limited implements Awaiter, Waiter {
  private readonly ms: number;
  private limited: Awaiter;
  private waiter: Waiter | null = null;
  private scheduler: Scheduler | null = null;
  private timer: Timer | null = null;
  private expired = false;
  /** Cancelled by the limit, at once or in the end. */
  private stopped = false;

  constructor(ms: number, limited: Awaiter) {
    this.ms = ms;
    this.limited = limited;
  }

  ready(): boolean {
    return this.limited.ready();
  }

  suspend(waiter: Waiter): Waiter | undefined | void {
    this.waiter = waiter;
    this.scheduler = currentScheduler();
    this.timer = this.scheduler.addTimer(this.scheduler.clock.now() + this.ms, () => this.expire());
    try {
      return this.limited.suspend(this);
    } catch (e) {
      this.disarm();
      throw e;
    }
  }

  get task(): TaskContext | undefined {
    return this.waiter?.task;
  }
  get within(): Combination | undefined {
    return this.waiter?.within;
  }

  get host(): boolean {
    return this.limited.host === true;
  }

  private disarm(): void {
    if (this.timer !== null) this.scheduler?.removeTimer(this.timer);
    this.timer = null;
  }

  private expire(): void {
    this.timer = null;
    this.expired = true;
    try {
      if (this.limited.cancel(this.error) === true) return;
      this.stopped = true;
    } catch (e) {
      // What its clean-up fails with counts for more than that it was late.
      this.limited = new Failed(e, this.describe());
    }
    this.waiter?.wake();
  }

  private get error(): TimeoutError {
    return new TimeoutError(this.describe(), this.ms);
  }

  /** It has ended: by itself, or because it was cancelled. */
  wake(): void {
    this.disarm();
    this.waiter?.wake();
  }

  result(): unknown {
    if (this.stopped || (this.expired && this.limited.undone?.() === true)) throw this.error;
    return this.limited.result();
  }

  cancel(reason?: unknown): true | void {
    this.disarm();
    return this.limited.cancel(reason);
  }

  undone(): boolean {
    return !this.stopped && this.limited.undone?.() === true;
  }

  inside(): Iterable<unknown> {
    return this.limited.inside?.() ?? [];
  }

  describe(): string {
    return this.limited.describe();
  }
}

/**
 * Ends the operation, coroutine or body after `ms` milliseconds of the scheduler's clock: cancels it, waits until it has
 * ended, and throws TimeoutError (`timeout`). Gives what it gives, if it ends in time. Of a task given by its handle only
 * the waiting ends. Throws RangeError (`bad-argument`) for what is no number of milliseconds. Trio's `fail_after`, Kotlin's
 * `withTimeout`.
 */
export function timeout<R>(ms: number, what: AwaitableType<R> | Runnable<R> | TaskBody<R>): AwaitableType<R> {
  duration(ms, 'timeout');
  return new Performed(() => new Limited(ms, performanceOf(what, 'a body')));
}
