import type { Awaitable, Lock } from '../api.ts';
import { natural } from './natural.ts';
import { Acquire, Permits } from './permits.ts';

/** So many permits: at most so many at once. First come, first served, whatever each asks for. Kotlin's `Semaphore`. */
export class Semaphore {
  private readonly permits: Permits;

  /** Throws RangeError (`bad-argument`) for what is no positive integer. */
  constructor(permits: number) {
    this.permits = new Permits(natural(permits, 'permits:', 1));
  }

  get available(): number {
    return this.permits.available;
  }

  /**
   * So many permits at once, in one lock; suspends until there are, and those who came before have theirs. A cancelled one
   * has none. Throws RangeError (`bad-argument`) for more than there are in all.
   */
  acquire(permits = 1): Awaitable<Lock> {
    return new Acquire(this.permits, natural(permits, 'permits:', 1, this.permits.total));
  }

  /** As `acquire`, if that needs no waiting: it passes nobody who waits. */
  tryAcquire(permits = 1): Lock | undefined {
    return this.permits.try(natural(permits, 'permits:', 1, this.permits.total));
  }
}
