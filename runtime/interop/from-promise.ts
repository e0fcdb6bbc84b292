import type { Awaitable } from '../api.ts';
import { Performed } from '../awaitable.ts';
import { typeError } from '../errors.ts';
import type { Awaiter, Waiter } from '../frame.ts';

type Start<T> = (signal: AbortSignal) => PromiseLike<T>;

class Started<T> implements Awaiter<T> {
  readonly host = true;
  private readonly start: Start<T>;
  private readonly controller = new AbortController();
  private waiter: Waiter | null = null;
  private rejected = false;
  private value: unknown = undefined;
  constructor(start: Start<T>) {
    this.start = start;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    const settle = (rejected: boolean, value: unknown): void => {
      if (this.waiter === null) return;
      this.rejected = rejected;
      this.value = value;
      this.waiter.wake();
    };
    Promise.resolve(this.start(this.controller.signal)).then(
      (value) => settle(false, value),
      (error) => settle(true, error),
    );
    this.waiter = waiter;
  }
  result(): T {
    if (this.rejected) throw this.value;
    return this.value as T;
  }
  cancel(reason?: unknown): void {
    if (this.waiter === null) return;
    this.waiter = null;
    this.controller.abort(reason);
  }
  describe(): string {
    return `fromPromise(${this.start.name})`;
  }
}

/**
 * Calls `start` anew each time it is awaited, and waits for the promise it gives: `fromPromise((signal) => fetch(url, { signal }))`.
 * The signal is aborted when the awaiter is cancelled, or the operation loses a `select`; then what the promise still brings
 * is dropped, a rejection too, and nobody waits for it. What `start` throws is thrown at the `await`.
 */
export function fromPromise<T>(start: (signal: AbortSignal) => PromiseLike<T>): Awaitable<T> {
  if (typeof start !== 'function') throw typeError('bad-argument', 'fromPromise(start) takes a function');
  return new Performed(() => new Started(start));
}
