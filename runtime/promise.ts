/**
 * `await` of a promise or another thenable: `Promise.resolve` first, as ES2025 27.7.5.3 Await, so that a thenable's `then`
 * is called in a job of its own and thenables it gives are followed.
 */
import type { Awaiter, Waiter } from './frame.ts';

const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;

export class PromiseAwaiter implements Awaiter {
  /** Only the host can end it. */
  readonly host = true;
  private readonly thenable: PromiseLike<unknown>;
  private state = PENDING;
  private value: unknown;
  private asked = false;

  constructor(thenable: PromiseLike<unknown>) {
    this.thenable = thenable;
  }

  ready(): boolean {
    return false;
  }

  suspend(waiter: Waiter): void {
    this.asked = true;
    Promise.resolve(this.thenable).then(
      (value) => this.end(FULFILLED, value, waiter),
      (error) => this.end(REJECTED, error, waiter),
    );
  }

  private end(state: number, value: unknown, waiter: Waiter): void {
    if (this.state !== PENDING) return;
    this.state = state;
    this.value = value;
    waiter.wake();
  }

  result(): unknown {
    if (this.state === REJECTED) throw this.value;
    return this.value;
  }

  /** A promise's work can't be stopped: its outcome is dropped, and a rejection counts as handled. */
  cancel(): void {
    if (!this.asked && this.thenable instanceof Promise) this.thenable.catch(() => {});
    this.state = FULFILLED;
  }

  describe(): string {
    return 'a promise';
  }
}
