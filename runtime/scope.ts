/**
 * A scope: the children of a task, their failures, and when they have ended. The first failure cancels the rest; one failure
 * is thrown as it is, several as ScopeError, in the order they came. A cancelled child is no failure.
 *
 *   open ──first failure, cancel, deadline──► cancelled ──cleanupTimeout──► forced
 *     └────── the body has ended and no child is left ──────┴──► ended
 */
import type { ScopeOptions } from './api.ts';
import { askToCancel } from './asking.ts';
import { rangeError, ScopeError, TimeoutError } from './errors.ts';
import { reportUncaught } from './host.ts';
import type { Task } from './task.ts';
import type { Timer } from './timers.ts';

export type OnFailure = (error: unknown, task: never) => void;

/** A number of milliseconds, or none. Throws RangeError (`bad-argument`). */
export function duration<T extends number | undefined>(ms: T, what: string): T {
  if (ms !== undefined && !(ms >= 0)) throw rangeError(`${what} takes milliseconds from 0, not ${ms}`);
  return ms;
}

/** Throws RangeError (`bad-argument`) for limits that are none. */
export function checkLimits({ deadline, cleanupTimeout }: ScopeOptions, what: string): void {
  duration(deadline, what);
  duration(cleanupTimeout, what);
}

export class Scope {
  readonly task: Task;
  /** How many tasks the task is below. */
  readonly depth: number;
  /** Set in a supervisor: what it does with a child's failure. */
  supervision: { readonly onFailure?: OnFailure | undefined } | null = null;
  /** The children, in the order they came: a list through themselves. */
  private first: Task | null = null;
  private last: Task | null = null;
  size = 0;
  private daemons: Set<Task> | null = null;
  private errors: Set<unknown> | null = null;
  private cancelled = false;
  private reason: unknown = undefined;
  private cleanupTimeout: number | undefined = undefined;
  private deadline: Timer | null = null;
  private cleanup: Timer | null = null;

  constructor(task: Task) {
    this.task = task;
    this.depth = task.depth;
  }

  *[Symbol.iterator](): Iterator<Task> {
    for (let child = this.first; child !== null; child = child.after) yield child;
  }

  limit({ deadline, cleanupTimeout }: ScopeOptions): void {
    const { task } = this;
    this.cleanupTimeout = cleanupTimeout;
    if (deadline !== undefined) this.expire(deadline, () => task.abort(new TimeoutError(task.name)));
  }

  /** Does this at that time, unless the scope has ended before. */
  expire(at: number, action: () => void): void {
    this.deadline = this.task.scheduler.addTimer(at, action);
  }

  /** Into a cancelled scope: the body never runs. */
  add(child: Task, daemon: boolean): void {
    const { last } = this;
    child.before = last;
    if (last === null) this.first = child;
    else last.after = child;
    this.last = child;
    this.size++;
    if (daemon) (this.daemons ??= new Set()).add(child);
    if (this.cancelled) askToCancel(child, this.reason);
  }

  cancel(reason: unknown): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.reason = reason;
    const { scheduler } = this.task;
    if (this.cleanupTimeout !== undefined) {
      this.cleanup = scheduler.addTimer(scheduler.clock.now() + this.cleanupTimeout, () => this.force());
    }
    // As they are now: one that never ran leaves in that call.
    for (const child of [...this]) askToCancel(child, reason);
  }

  /** Clean-up took too long: whatever the tasks here still wait for is taken back, shielded or not. */
  private force(): void {
    const tasks = [this.task];
    for (const task of tasks) {
      const [waitsFor, below] = task.force();
      if (waitsFor !== null)
        reportUncaught(new TimeoutError(`clean-up of ${task.name} (${waitsFor})`, this.cleanupTimeout));
      tasks.push(...below);
    }
  }

  /** A failure, of a child or of the body: counts once, however often it is rethrown. */
  fail(error: unknown): void {
    (this.errors ??= new Set()).add(error);
    this.cancel(error);
  }

  /** Gives the task, if this was all that it waited for. */
  childEnded(child: Task): Task | null {
    this.leave(child);
    this.daemons?.delete(child);
    if (child.phase === 'failed') {
      if (this.supervision === null) {
        this.fail(child.settlement);
        this.task.cancelBody(child.settlement);
      } else this.childFailed(child, this.supervision.onFailure);
    }
    return this.remaining() === 0 && this.task.bodyHasEnded ? this.task : null;
  }

  private leave(child: Task): void {
    const { before, after } = child;
    if (before === null) this.first = after;
    else before.after = after;
    if (after === null) this.last = before;
    else after.before = before;
    child.before = null;
    child.after = null;
    this.size--;
  }

  private childFailed(child: Task, onFailure: OnFailure | undefined): void {
    if (onFailure === undefined) child.reportUnseen();
    else if (!child.isObserved) {
      try {
        onFailure(child.settlement, child as never);
      } catch (e) {
        reportUncaught(e);
      }
    }
  }

  /** How many children are left. Daemons are cancelled once nobody else is, nor the body. */
  remaining(): number {
    const { daemons } = this;
    if (daemons !== null && daemons.size === this.size && this.task.bodyHasEnded) {
      for (const daemon of daemons) askToCancel(daemon, undefined);
    }
    return this.size;
  }

  /** The task has ended: gives what it fails with, if it fails for its children. */
  close(): { error: unknown } | undefined {
    const { errors, task } = this;
    if (this.deadline !== null) task.scheduler.removeTimer(this.deadline);
    if (this.cleanup !== null) task.scheduler.removeTimer(this.cleanup);
    if (errors === null) return undefined;
    const [first] = errors;
    return { error: errors.size === 1 ? first : new ScopeError(task.name, [...errors]) };
  }
}
