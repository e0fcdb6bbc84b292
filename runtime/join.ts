/**
 * Waiting for a task's end: by its outcome (`await task`), whatever it is (`join`), and for the end alone (`cancel`).
 */
import type { Outcome } from './api.ts';
import { awaitCycle } from './errors.ts';
import { type Awaiter, vm, type Waiter } from './frame.ts';
import type { Task } from './task.ts';
import { AWAITED } from './task-bits.ts';

/** An awaiter that waits for a task: cycles are found by walking these. */
export interface WaitsForTask {
  readonly waitsFor: Task | undefined;
  /** For its end, and so for its children's too; not for one of its frames. */
  readonly waitsForEnd: boolean;
}

/** Whether the task belongs to another scheduler than the task that runs: what it brings comes from outside, then. */
export function isForeign(task: Task): boolean {
  return (vm.task as Task | null)?.scheduler !== task.scheduler;
}

/** Waits for the task, and throws what it failed with. */
export class Join implements Awaiter, WaitsForTask {
  declare readonly host: boolean;
  declare protected readonly task: Task;
  declare private waiter: Waiter | null;
  constructor(task: Task) {
    this.task = task;
    this.host = isForeign(task);
    this.waiter = null;
  }
  get waitsForEnd(): boolean {
    return true;
  }
  protected get observes(): boolean {
    return true;
  }
  ready(): boolean {
    return this.task.ended;
  }
  suspend(waiter: Waiter): void {
    refuseCycle(this.task, waiter, true);
    this.waiter = waiter;
    this.task.addJoiner(waiter, this.observes);
  }
  result(): unknown {
    return this.task.settled();
  }
  cancel(): void {
    if (this.waiter !== null) this.task.removeJoiner(this.waiter, this.observes);
  }
  describe(): string {
    return `task ${this.task.name}`;
  }
  get waitsFor(): Task {
    return this.task;
  }
}

export class JoinOutcome extends Join {
  override result(): Outcome<unknown> {
    return this.task.outcome();
  }
}

export class JoinEnd extends Join {
  protected override get observes(): boolean {
    return false;
  }
  override result(): undefined {
    return undefined;
  }
}

/**
 * Throws `await-cycle` if `task` can't go on before the task that now wants to wait for it: because it waits for that one,
 * itself or through others, or because its end (`forEnd`) needs that of its children, of whom that one is.
 */
export function refuseCycle(task: Task, waiter: Waiter, forEnd: boolean): void {
  const me = waiter as Waiter & Partial<Task>;
  // Plain code: nobody waits for it.
  if (me.depth === undefined) return;
  const mine = me as Task;
  let needsEnd = forEnd;
  for (let at: Task | undefined = task; at !== undefined; ) {
    if (at === mine || (needsEnd && isAncestor(at, mine))) throw awaitCycle(task.name);
    const waits = at.awaiter as Partial<WaitsForTask> | null;
    // No way leads back to it, however long the way is.
    if (at === task && waits?.waitsFor !== undefined && !isAwaited(mine)) break;
    at = waits?.waitsFor;
    needsEnd = waits?.waitsForEnd === true;
  }
  task.bits |= AWAITED;
}

function isAncestor(task: Task, of: Task): boolean {
  let at: Task | null = of;
  while (at !== null && at.depth > task.depth) at = at.outer;
  return at === task;
}

/** Whether a task waits for this one, or for one that ends only after it. */
function isAwaited(task: Task): boolean {
  for (let at: Task | null = task; at !== null; at = at.outer) {
    if (at.bits & AWAITED) return true;
  }
  return false;
}
