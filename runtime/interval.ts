/**
 * `interval(ms)`: ticks at start + k·ms, each reckoned from the start, so that they do not drift.
 */
import type { ChannelIterator } from './api.ts';
import { Awaitable, Performed } from './awaitable.ts';
import { rangeError } from './errors.ts';
import { type Awaiter, PERFORM, type Waiter } from './frame.ts';
import type { Scheduler } from './scheduler.ts';
import { currentScheduler } from './start-task.ts';
import type { Timer } from './timers.ts';

type Result = IteratorResult<number, undefined>;

class Ticks {
  readonly ms: number;
  readonly scheduler: Scheduler = currentScheduler();
  readonly start: number;
  /** The number of the last tick that somebody took. */
  last = 0;
  constructor(ms: number) {
    this.ms = ms;
    this.start = this.scheduler.clock.now();
  }
  next(): Awaitable<Result> {
    return new Performed(() => new Tick(this));
  }
  return(): Awaitable<Result> {
    return new Left();
  }
}

/** A cancelled one takes nothing: the tick counts as taken when it is given. */
class Tick implements Awaiter<Result>, Timer {
  index = -1;
  private number = 0;
  private readonly ticks: Ticks;
  private waiter: Waiter | null = null;
  constructor(ticks: Ticks) {
    this.ticks = ticks;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    const { scheduler, start, ms, last } = this.ticks;
    this.waiter = waiter;
    // Those that passed meanwhile are skipped; one that is due now is not.
    this.number = Math.max(last + 1, Math.ceil((scheduler.clock.now() - start) / ms));
    scheduler.setTimer(this, start + this.number * ms);
  }
  fire(): void {
    this.waiter?.wake();
  }
  result(): Result {
    this.ticks.last = this.number;
    return { value: this.number, done: false };
  }
  cancel(): void {
    this.ticks.scheduler.removeTimer(this);
  }
  describe(): string {
    return `interval(${this.ticks.ms})`;
  }
}

/** Leaving the loop ends nothing: there is no timer between two ticks. */
class Left extends Awaitable<Result> implements Awaiter<Result> {
  override [PERFORM](): Awaiter<Result> {
    return this;
  }
  ready(): boolean {
    return true;
  }
  suspend(): void {}
  result(): Result {
    return { value: undefined, done: true };
  }
  cancel(): void {}
  describe(): string {
    return 'interval';
  }
}

/**
 * Ticks for `for await`: the first one `ms` milliseconds after the loop has begun, on the scheduler's clock, the k-th one at
 * k·ms. The value is the tick's number, from 1. A slow consumer misses ticks, they do not queue: the next number tells how
 * many. Each loop has ticks of its own. A `next()` that is cancelled takes nothing. Throws RangeError (`bad-argument`) for
 * what is no positive number. As Go's `time.Ticker`, but that it drops a tick that nobody took instead of keeping one.
 */
export function interval(ms: number): { [Symbol.asyncIterator](): ChannelIterator<number> } {
  if (!(typeof ms === 'number' && ms > 0)) {
    throw rangeError(`interval(ms) takes milliseconds above 0, not ${String(ms)}`);
  }
  return { [Symbol.asyncIterator]: () => new Ticks(ms) as unknown as ChannelIterator<number> };
}
