import type { Awaitable, Lock } from '../api.ts';
import { Acquire, Permits } from './permits.ts';

/** Mutual exclusion: one lock at a time, first come, first served. Not re-entrant. Kotlin's `Mutex`. */
export class Mutex {
  /** @internal */
  readonly permits: Permits = new Permits(1, () => 'lock()');

  get locked(): boolean {
    return this.permits.available === 0;
  }

  /**
   * The lock; suspends while somebody else has it. A released one goes straight to who has waited longest, who resumes in
   * a turn of its own. A cancelled one has not locked. `using lock = await mutex.lock()` releases it at the end of the block.
   */
  lock(): Awaitable<Lock> {
    return new Acquire(this.permits, 1);
  }

  /** The lock, if that needs no waiting. */
  tryLock(): Lock | undefined {
    return this.permits.try(1);
  }
}
