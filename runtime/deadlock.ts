/**
 * A run as its scheduler knows it, and its end: the outcome of the task, or DeadlockError once nothing can wake it any more.
 *
 *   running ──stuck──► cancelled, with the dump ──its tasks have ended──► rejected
 *      │                    └───────── stuck again, in clean-up ────────────┘
 *      └── its tasks have ended ──► settled
 *
 * After Go's "all goroutines are asleep", but that it is the run's error, and that the tasks clean up.
 */
import { dumpOf } from './dump.ts';
import { DeadlockError } from './errors.ts';
import type { Waiter } from './frame.ts';
import type { Run } from './scheduler.ts';
import type { Task } from './task.ts';

export class Supervised implements Run, Waiter {
  private readonly main: Task;
  private readonly resolve: (value: unknown) => void;
  private readonly reject: (error: unknown) => void;
  private deadlock: DeadlockError | null = null;

  constructor(main: Task, resolve: (value: unknown) => void, reject: (error: unknown) => void) {
    this.main = main;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(): void {
    const { main } = this;
    main.scheduler.addRun(this);
    if (main.ended) this.wake();
    else main.addJoiner(this, true);
  }

  stuck(): void {
    const { main, deadlock } = this;
    if (deadlock === null) {
      this.deadlock = new DeadlockError(dumpOf([main.scheduler]));
      main.cancel(this.deadlock);
    } else {
      main.scheduler.removeRun(this);
      this.reject(deadlock);
    }
  }

  /** The main task has ended. */
  wake(): void {
    const { main, deadlock } = this;
    main.scheduler.removeRun(this);
    main.observe();
    if (deadlock !== null) {
      // An error of the clean-up is not to be lost.
      if (main.phase === 'failed') deadlock.cause = main.value;
      this.reject(deadlock);
      return;
    }
    try {
      this.resolve(main.settled());
    } catch (e) {
      this.reject(e);
    }
  }
}
