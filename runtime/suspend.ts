/**
 * `suspend(register)`: an operation of the user's own making, out of a callback.
 *
 *   waiting ──resume, fail──► settled (clean-up has run) ──► the task goes on in its turn
 *      └──────cancelled─────► over (clean-up has run); later resumes are ignored
 */
import type { Awaitable as AwaitableType } from './api.ts';
import { Performed } from './awaitable.ts';
import { suppressed, typeError } from './errors.ts';
import { type Awaiter, vm, type Waiter } from './frame.ts';

type Register<T> = (resume: (value: T) => void, fail: (error: unknown) => void) => (() => void) | void;

class Registered<T> implements Awaiter<T> {
  readonly host = true;
  private readonly register: Register<T>;
  private cleanUp: (() => void) | void = undefined;
  private registering = false;
  private over = false;
  private failed = false;
  private value: unknown = undefined;

  constructor(register: Register<T>) {
    this.register = register;
  }

  ready(): boolean {
    return false;
  }

  suspend(waiter: Waiter): void {
    this.registering = true;
    const settle = (failed: boolean, value: unknown): void => {
      if (this.over) {
        vm.debug?.late(this.describe());
        return;
      }
      this.over = true;
      this.failed = failed;
      this.value = value;
      if (this.registering) return;
      this.clean();
      waiter.wake();
    };
    try {
      this.cleanUp = this.register(
        (value) => settle(false, value),
        (error) => settle(true, error),
      );
    } catch (e) {
      // Nothing was registered, so nothing is to be cleaned up; a resume before the throw does not undo it.
      this.over = true;
      throw e;
    } finally {
      this.registering = false;
    }
    if (!this.over) return;
    this.clean();
    waiter.wake();
  }

  /** Exactly once; its error is what the operation ends with, beside the one it may have ended with already. */
  private clean(): void {
    const { cleanUp } = this;
    this.cleanUp = undefined;
    if (cleanUp === undefined) return;
    try {
      cleanUp();
    } catch (e) {
      this.value = this.failed ? suppressed(e, this.value) : e;
      this.failed = true;
    }
  }

  result(): T {
    if (this.failed) throw this.value;
    return this.value as T;
  }

  cancel(): void {
    if (this.over) return;
    this.over = true;
    this.clean();
    if (this.failed) throw this.value;
  }

  describe(): string {
    return this.register.name === '' ? 'suspend()' : `suspend(${this.register.name})`;
  }
}

/**
 * Suspends until `resume(value)` or `fail(error)` is called, whichever comes first; then and on cancellation the clean-up
 * that `register` returned runs, exactly once. Registers anew each time it is awaited. The waiter resumes in a turn of its
 * own, never inside the call of `resume`. An error in the clean-up is thrown at the `await`.
 */
export function suspend<T>(register: Register<T>): AwaitableType<T> {
  if (typeof register !== 'function') throw typeError('bad-argument', 'suspend(register) takes a function');
  return new Performed(() => new Registered(register));
}
