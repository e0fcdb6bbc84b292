/**
 * A body that runs once for all who await it.
 *
 *   idle ──first await──► running ──well──► done, for good
 *     ▲                      └─badly, or the last awaiter was cancelled─┐
 *     └─────────────────────────────────────────────────────────────────┘
 */
import type { Awaitable, TaskBody } from './api.ts';
import { askToCancel } from './asking.ts';
import { Performed } from './awaitable.ts';
import type { Awaiter, Waiter } from './frame.ts';
import { isForeign, refuseCycle, type WaitsForTask } from './join.ts';
import { coroutineOf, currentScheduler, startTask } from './start-task.ts';
import type { Task } from './task.ts';

interface Shared {
  task: Task | null;
  /** How many wait for that task. */
  waiting: number;
}

class Sharing implements Awaiter, WaitsForTask {
  readonly waitsForEnd = true;
  private readonly shared: Shared;
  private readonly body: unknown;
  host = false;
  private task: Task | null = null;
  private waiter: Waiter | null = null;

  constructor(shared: Shared, body: unknown) {
    this.shared = shared;
    this.body = body;
  }

  ready(): boolean {
    const { task } = this.shared;
    if (task?.phase !== 'completed') return false;
    this.task = task;
    return true;
  }

  suspend(waiter: Waiter): void {
    const { shared } = this;
    if (shared.task === null || shared.task.ended || shared.task.cancelling) {
      shared.task = startTask(coroutineOf(this.body), currentScheduler(), null, undefined, 'run');
      shared.waiting = 0;
    }
    refuseCycle(shared.task, waiter, true);
    this.task = shared.task;
    this.waiter = waiter;
    this.host = isForeign(shared.task);
    shared.waiting++;
    this.task.addJoiner(waiter, true);
  }

  result(): unknown {
    return (this.task as Task).settled();
  }

  /** The last one who waits stops it, and waits until it has ended. */
  cancel(reason?: unknown): true | void {
    const { task, waiter, shared } = this;
    if (task === null || waiter === null) return;
    if (task !== shared.task || --shared.waiting > 0) task.removeJoiner(waiter, true);
    else {
      askToCancel(task, reason);
      return true;
    }
  }

  undone(): boolean {
    return this.task?.phase === 'cancelled';
  }

  describe(): string {
    return `once(${this.task?.name ?? ''})`;
  }

  get waitsFor(): Task | undefined {
    return this.task ?? undefined;
  }
}

/**
 * Gives a function whose awaitables share one run of the body: the first to be awaited starts it, all have its value. A
 * failure is thrown to those who wait then, and the next one starts it anew. An awaiter that is cancelled does not stop it;
 * the last one does. Go's `sync.Once`, but for failures.
 */
export function once<R>(body: TaskBody<R>): () => Awaitable<R> {
  const shared: Shared = { task: null, waiting: 0 };
  return () => new Performed(() => new Sharing(shared, body));
}
