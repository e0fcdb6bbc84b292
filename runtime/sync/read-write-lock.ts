import type { Awaitable, Lock } from '../api.ts';
import { Acquire, Permits } from './permits.ts';

/** More than there ever are readers. */
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Many readers, or one writer: a reader takes one permit, a writer all. First come, first served, so that readers who keep
 * coming do not starve a writer. A reader cannot become a writer: it would wait for itself.
 */
export class ReadWriteLock {
  private readonly permits = new Permits(ALL, (count) => (count < ALL ? 'read()' : 'write()'));

  /** Suspends while a writer has the lock, or waits before it. */
  read(): Awaitable<Lock> {
    return new Acquire(this.permits, 1);
  }

  /** Suspends while anybody has the lock, or waits before it. */
  write(): Awaitable<Lock> {
    return new Acquire(this.permits, ALL);
  }
}
