/**
 * A task that runs in the place of the one that waits for it: the body of a scope, a time limit, a shield. The waiting task is
 * its owner, and what the program sees; that there are two is how children, failures and cancellation stay each body's own.
 *
 *   owner   ──await scope(…)──►  waits                        ──►  goes on, with its outcome
 *   inside                       └─ runs at once, spawns, ends ─┘
 *
 * Cancelling the owner cancels what runs inside, and takes as long as that takes to end.
 */
import type { ScopeOptions } from './api.ts';
import { askToCancel } from './asking.ts';
import { Performed } from './awaitable.ts';
import { type Awaiter, kindOf, type Waiter } from './frame.ts';
import type { WaitsForTask } from './join.ts';
import { coroutineOf, currentScheduler, startable } from './start-task.ts';
import { Task } from './task.ts';

/** What is run, and how. */
export interface InPlaceOptions extends ScopeOptions {
  /** What errors and dumps call it. */
  readonly label: string;
  /** A coroutine, or a function that gives one. */
  readonly what: unknown;
  /** What the function is called with. */
  readonly arguments?: readonly unknown[];
  /** Called with the task before it runs. */
  prepare?(task: Task): void;
}

/** An operation that runs a body in place. */
export function runningInPlace<R>(options: InPlaceOptions): Performed<R> {
  return new Performed(() => new InPlace(options));
}

export class InPlace implements Awaiter, WaitsForTask {
  readonly waitsForEnd = true;
  protected readonly options: InPlaceOptions;
  protected task: Task | null = null;
  private takenBack = false;

  constructor(options: InPlaceOptions) {
    this.options = options;
  }

  ready(): boolean {
    return false;
  }

  /** It runs next. */
  suspend(waiter: Waiter): Waiter {
    const { options } = this;
    const head = startable(coroutineOf(options.what, ...(options.arguments ?? [])), 'run');
    const owner = (waiter.task ?? null) as Task | null;
    const task = new Task(head, currentScheduler(), null, owner, options.name);
    this.task = task;
    task.limit(options);
    options.prepare?.(task);
    task.addJoiner(waiter, true);
    return task;
  }

  result(): unknown {
    return (this.task as Task).settled();
  }

  /** Always takes time, for even what never ran tells its waiter. A coroutine that is not needed any more never will run. */
  cancel(reason?: unknown): true | void {
    if (this.task === null) {
      if (kindOf(this.options.what) !== undefined) (this.options.what as { close(): unknown }).close();
      return;
    }
    // While it waits only for its children, that waiting is what did not happen.
    if (this.task.bodyHasEnded) this.takenBack = true;
    askToCancel(this.task, reason);
    return true;
  }

  undone(): boolean {
    const phase = this.task?.phase;
    return phase === 'cancelled' || (phase === 'completed' && this.takenBack);
  }

  describe(): string {
    return this.options.label;
  }

  get waitsFor(): Task | undefined {
    return this.task ?? undefined;
  }

  inside(): Iterable<Task> {
    return this.task === null ? [] : [this.task];
  }
}
