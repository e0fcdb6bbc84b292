/**
 * A condition of a mutex: who waits for it lets go of the lock, and has it again when it goes on, however that comes.
 *
 *   waiting ──notify──► locking ──the mutex is free──► over, with the lock
 *      └──────cancel─────┴──► locking, cancelled ──► over, with the lock: it did not happen
 */
import type { Awaitable, Lock as LockType } from '../api.ts';
import { lockNotHeld } from '../errors.ts';
import type { Waiter } from '../frame.ts';
import { Line, Parked, type Place } from '../parked.ts';
import type { Mutex } from './mutex.ts';
import { natural } from './natural.ts';
import { Acquire, type Lock } from './permits.ts';

/** Waits for what other holders of a mutex bring about. Java's `Condition`, Trio's; no spurious wake-ups. */
export class Condition implements Place {
  private readonly mutex: Mutex;
  /** @internal */
  readonly line: Line<Wait> = new Line();

  constructor(mutex: Mutex) {
    this.mutex = mutex;
  }

  /**
   * Lets go of the lock, suspends until it is notified, and has the same lock again when it returns, and when it is
   * cancelled. What is waited for has to be looked at again then: `while (!…) await condition.wait(lock)`. A notification
   * that reaches a cancelled one goes on to the next. Throws TypeError (`lock-not-held`) for a lock of something else, or a
   * released one.
   */
  wait(lock: LockType): Awaitable<void> {
    return new Wait(this, lock);
  }

  /** So many of those who wait, those who came first, go on as they get the lock. Nobody waits: nothing happens. Throws RangeError (`bad-argument`). */
  notify(count = 1): void {
    for (let left = natural(count, 'notify takes'); left > 0 && this.line.first !== null; left--)
      this.line.first.notified();
  }

  notifyAll(): void {
    this.notify(Number.MAX_SAFE_INTEGER);
  }

  /** @internal */
  serve(): void {}

  /** @internal */
  holds(lock: unknown): lock is Lock {
    // By what it is of, not by class: another copy of the runtime may have made it.
    const { held, of } = Object(lock) as Lock;
    return held && of === this.mutex.permits;
  }
}

class Wait extends Parked<void, Condition> {
  /** As it asks for the lock again. */
  private locking = false;
  private cancelled = false;

  private get lock(): Lock {
    return this.item as Lock;
  }
  override line(): Line<Wait> {
    return this.place.line;
  }
  override ready(): boolean {
    if (!this.place.holds(this.item)) throw lockNotHeld();
    return false;
  }
  override suspend(waiter: Waiter): void {
    // Another case of the same select has let go of it.
    if (!this.place.holds(this.item)) throw lockNotHeld();
    super.suspend(waiter);
    this.lock.release();
  }

  notified(): void {
    this.leave();
    this.locks();
    if (!this.locking) this.wake();
  }

  /** Has the lock again, at once, or when it is woken. */
  private locks(): void {
    const acquire = new Acquire(this.lock.of, 1);
    this.lock.held = acquire.ready();
    this.locking = !this.lock.held;
    if (this.locking) acquire.suspend(this);
  }

  override wake(): void {
    this.lock.held = true;
    this.locking = false;
    super.wake();
  }

  override cancel(): true | void {
    if (this.waits) {
      this.cancelled = true;
      this.leave();
      this.locks();
    } else if (this.locking && !this.cancelled) {
      this.cancelled = true;
      this.place.notify();
    }
    if (this.locking) return true;
  }

  undone(): boolean {
    return this.cancelled;
  }
  override result(): void {}
  override describe(): string {
    return 'condition.wait()';
  }
}
