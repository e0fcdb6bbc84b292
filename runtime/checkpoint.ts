import type { Awaitable as AwaitableType } from './api.ts';
import { Awaitable } from './awaitable.ts';
import { type Awaiter, PERFORM, type Waiter } from './frame.ts';

class Checkpoint extends Awaitable<void> {
  override [PERFORM](): Awaiter<void> {
    return new Passing();
  }
  override label(): string {
    return 'checkpoint()';
  }
}

class Passing implements Awaiter<void> {
  /** Woken, it delivers nothing: cancelled before it runs, the task returns here. */
  undone(): boolean {
    return true;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): void {
    waiter.wake();
  }
  result(): void {}
  cancel(): void {}
  describe(): string {
    return 'checkpoint()';
  }
}

/** To the back of the ready queue: everything ready now runs first. Observes cancellation. Trio's `checkpoint`. */
export function checkpoint(): AwaitableType<void> {
  return new Checkpoint();
}
