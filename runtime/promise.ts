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
const { then: promiseThen } = NativePromise.prototype;

export class PromiseAwaiter implements Awaiter {
  /** Only the host can end it. */
  readonly host = true;
  private task: Arrival | null;
  private thenable: PromiseLike<unknown> | null = null;
  private waits = false;
  private follows = false;
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
    this.waits = true;
    if (!this.follows) void this.follow();
  }

  /**
   * From promise to promise, as long as whoever is woken comes with the next one in that job: the engine's own `await` takes
   * the one job that `then` takes, and makes neither closures nor a promise for what they give.
   */
  private async follow(): Promise<void> {
    this.follows = true;
    while (this.waits && this.thenable !== null) {
      const { thenable } = this;
      this.thenable = null;
      try {
        this.value = await thenable;
        this.rejected = false;
      } catch (e) {
        this.value = e;
        this.rejected = true;
      }
      if (!this.waits) this.value = undefined;
      else {
        this.waits = false;
        this.task?.arrive();
      }
    }
    this.follows = false;
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
    // Nobody has looked at it yet.
    if (thenable instanceof NativePromise) apply(promiseThen, thenable, [undefined, () => {}]);
    if (!this.waits) return;
    this.waits = false;
    this.task = null;
  }

  describe(): string {
    return 'a promise';
  }
}
