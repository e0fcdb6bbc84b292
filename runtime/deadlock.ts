/**
 * A run as others know it, and its end: the outcome of the task, or DeadlockError once nothing can wake it any more.
 *
 *   running ──stuck──► cancelled, with the dump ──its tasks have ended──► rejected
 *      │                    └───────── stuck again, in clean-up ────────────┘
 *      └── its tasks have ended ──► settled
 *
 * After Go's "all goroutines are asleep", but that it is the run's error, and that the tasks clean up. A run with a scheduler
 * of its own is told by that one; all are told when the host's loop would end.
 */
import { dumpOf } from './dump.ts';
import { DeadlockError } from './errors.ts';
import { type Run, vm, type Waiter } from './frame.ts';
import { macrotask } from './host.ts';
import type { Scheduler } from './scheduler.ts';
import type { Task } from './task.ts';

type Listen = (event: 'beforeExit', listener: () => void) => void;
const host = globalThis as { process?: { on?: Listen; off?: Listen } };

function loopEnds(): void {
  // The host asks again only after a turn in which it had something to do.
  macrotask(() => {});
  for (const run of [...(vm.runs ?? [])]) run.stuck();
}

export class Supervised implements Run, Waiter {
  readonly scheduler: Scheduler;
  private readonly main: Task;
  private readonly resolve: (value: unknown) => void;
  private readonly reject: (error: unknown) => void;
  private deadlock: DeadlockError | null = null;

  constructor(main: Task, resolve: (value: unknown) => void, reject: (error: unknown) => void) {
    this.main = main;
    this.scheduler = main.scheduler;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(): void {
    const { main, scheduler } = this;
    if (main.ended) return this.wake();
    main.addJoiner(this, true);
    if (scheduler !== vm.scheduler) scheduler.run = this;
    const runs = (vm.runs ??= new Set());
    if (runs.size === 0) {
      vm.loopEnds = loopEnds;
      host.process?.on?.('beforeExit', loopEnds);
    }
    runs.add(this);
  }

  private end(): void {
    this.scheduler.run = null;
    vm.runs?.delete(this);
    if (vm.runs?.size === 0 && vm.loopEnds) host.process?.off?.('beforeExit', vm.loopEnds);
  }

  stuck(): void {
    const { main, deadlock } = this;
    if (deadlock === null) {
      this.deadlock = new DeadlockError(dumpOf([this.scheduler]));
      main.cancel(this.deadlock);
    } else {
      this.end();
      this.reject(deadlock);
    }
  }

  /** The main task has ended. */
  wake(): void {
    const { main, deadlock, reject } = this;
    this.end();
    main.observe();
    if (deadlock !== null) {
      // An error of the clean-up is not to be lost.
      if (main.phase === 'failed') deadlock.cause = main.settlement;
      reject(deadlock);
    } else if (main.phase === 'completed') this.resolve(main.settlement);
    else
      try {
        main.settled();
      } catch (e) {
        reject(e);
      }
  }
}
