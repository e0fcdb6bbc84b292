/**
 * `await` of a promise or another thenable: `Promise.resolve` first, as ES2025 27.7.5.3 Await, so that a thenable's `then`
 * is called in a job of its own and thenables it gives are followed. As there, a promise's own `then` is not looked at.
 *
 * A task keeps one awaiter from promise to promise. One whose wait was cancelled is left to the promise that still knows
 * it, and holds neither task nor outcome.
 */
import type { Awaiter, TaskContext, Waiter } from './frame.ts';

/** What is told in the promise's own job. */
type Arrival = Pick<TaskContext, 'arrive'>;

const { apply } = Reflect;
/** As they are at the start: a program may replace them. */
const NativePromise = Promise;
const { resolve } = NativePromise;
const { then: promiseThen } = NativePromise.prototype;

export class PromiseAwaiter implements Awaiter {
  /** Only the host can end it. */
  readonly host = true;
  private task: Arrival | null;
  private thenable: PromiseLike<unknown> | null = null;
  private waits = false;
  private rejected = false;
  private value: unknown = undefined;

  /** Without a task, whoever suspends at it is woken. */
  constructor(task: Arrival | null) {
    this.task = task;
  }

  of(thenable: PromiseLike<unknown>): this {
    this.thenable = thenable;
    return this;
  }

  ready(): boolean {
    return false;
  }

  suspend(waiter: Waiter): void {
    this.task ??= { arrive: () => waiter.wake() };
    const promise = apply(resolve, NativePromise, [this.thenable]);
    this.thenable = null;
    this.waits = true;
    apply(promiseThen, promise, [this.onValue, this.onError]);
  }

  private readonly onValue = (value: unknown): void => this.settle(false, value);
  private readonly onError = (error: unknown): void => this.settle(true, error);

  private settle(rejected: boolean, value: unknown): void {
    if (!this.waits) return;
    this.waits = false;
    this.rejected = rejected;
    this.value = value;
    this.task?.arrive();
  }

  result(): unknown {
    const { value } = this;
    this.value = undefined;
    if (this.rejected) throw value;
    return value;
  }

  /** A promise's work can't be stopped: its outcome is dropped, and a rejection counts as handled. */
  cancel(): void {
    const { thenable } = this;
    this.thenable = null;
    if (!this.waits) {
      if (thenable instanceof Promise) apply(promiseThen, thenable, [undefined, () => {}]);
      return;
    }
    this.waits = false;
    this.task = null;
  }

  describe(): string {
    return 'a promise';
  }
}
