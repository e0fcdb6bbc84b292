import type { Awaitable } from '../api.ts';
import { Gate, Pass } from './gate.ts';
import { natural } from './natural.ts';

/** Counts down to 0, once; then everybody passes. Java's `CountDownLatch`, C++20's `latch`. */
export class Latch {
  private readonly gate = new Gate();
  private left: number;

  /** Throws RangeError (`bad-argument`) for what is no integer from 0. */
  constructor(count: number) {
    this.left = natural(count, 'a latch counts');
    this.countDown(0);
  }

  get count(): number {
    return this.left;
  }

  /** At 0 those who wait go on. Never below 0. Throws RangeError (`bad-argument`) for what is no integer from 0. */
  countDown(n = 1): void {
    this.left = Math.max(0, this.left - natural(n, 'countDown takes'));
    if (this.left === 0) this.gate.open();
  }

  /** Suspends until the count is 0. */
  wait(): Awaitable<void> {
    return new Pass(this.gate);
  }
}
