/**
 * Tasks: a coroutine that the scheduler runs, and the scope of what it spawns.
 *
 *   ready ──► running ⇄ waiting ──► completed | failed | cancelled
 *
 * "Waiting" is parked at an operation, or done with the body while children run. Where it is parked, the driver has written
 * down (TaskContext): the innermost frame, the chain it belongs to, the session, the progress of an injected return.
 */
import { NEXT, RETURN, START, THROW } from './abi.ts';
import type { Outcome } from './api.ts';
import { Awaitable } from './awaitable.ts';
import { asyncDisposeKey } from './coroutine.ts';
import { CANCELLED, drive, ENTER, markCancelled, PARKED } from './drive.ts';
import { CancelledError, typeError } from './errors.ts';
import {
  ASYNC,
  AWAITING,
  type Awaiter,
  type Frame,
  GENERATOR,
  kindOf,
  type Mode,
  membership,
  PERFORM,
  type Session,
  type TaskContext,
  vm,
  type Waiter,
} from './frame.ts';
import { macrotask, reportUncaught } from './host.ts';
import { PromiseAwaiter } from './promise.ts';
import { defaultScheduler, type Runnable, type Scheduler } from './scheduler.ts';
import { Scope } from './scope.ts';
import { nameOf, refusal, statusOf } from './status.ts';

export type TaskStatus = 'ready' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';

/** An awaiter that the task asks more of. */
interface TaskAwaiter extends Awaiter {
  /** Only the host can end it: a virtual clock waits for the host. */
  readonly host?: boolean;
  /** Woken, but not yet run, it is still cancelled: nothing was delivered. */
  readonly revocable?: boolean;
}

export class Task extends Awaitable<unknown> implements TaskContext, Runnable {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly parent: Scope | null;
  status: TaskStatus = 'ready';
  value: unknown = undefined;

  readonly head: Frame;
  root: Frame;
  leaf: Frame;
  session: Session | null = null;
  above = -1;
  shield: Frame | null = null;
  hurt: Frame | null = null;
  hurtBy: unknown = undefined;
  awaiter: TaskAwaiter | null = null;
  shielded = false;
  cancelling = false;

  /** Its result stands, or its cancellation: it is in the ready queue. */
  private woken = false;
  /** How it goes on: with the awaiter's result, or by what cancellation injects. */
  private entry: Mode = NEXT;
  private injected: unknown = undefined;
  private reason: unknown = undefined;
  private scope: Scope | null = null;
  private controller: AbortController | null = null;
  private joiners: Waiter[] = [];
  private observed = false;

  constructor(head: Frame, scheduler: Scheduler, parent: Scope | null, name?: string) {
    super();
    this.head = head;
    this.root = head;
    this.leaf = head.leaf;
    this.scheduler = scheduler;
    this.parent = parent;
    this.name = name ?? nameOf(head);
    // Claimed: nobody else may resume, await in place or spawn it.
    if (head.leaf === head && head.link === null && kindOf(head) === ASYNC) head.link = this;
    else membership(head).task = this;
    head.leaf = AWAITING;
    this.woken = true;
    scheduler.enqueue(this);
  }

  get ended(): boolean {
    return this.status === 'completed' || this.status === 'failed' || this.status === 'cancelled';
  }

  // ---- running

  step(): void {
    if (!this.woken || this.ended) return;
    this.woken = false;
    this.status = 'running';
    const { awaiter } = this;
    let mode = this.entry;
    let value = this.injected;
    this.entry = NEXT;
    this.injected = undefined;
    this.awaiter = null;
    if (awaiter?.host) this.scheduler.hostWaits--;
    let outcome: unknown;
    let failed = false;
    const outer = vm.task;
    vm.task = this;
    const depth = vm.depth;
    vm.depth = depth + 1;
    try {
      if (mode === NEXT && awaiter !== null) {
        if (awaiter.revocable && this.cancelling && !this.shielded) mode = RETURN;
        else {
          try {
            value = awaiter.result();
          } catch (e) {
            mode = THROW;
            value = e;
          }
        }
      }
      if (mode === RETURN) markCancelled(this.root);
      this.root.leaf = this.leaf;
      outcome = drive(this.head, this.root, this.leaf, value, mode, depth, ENTER, this);
    } catch (e) {
      failed = true;
      outcome = e;
    } finally {
      vm.task = outer;
      vm.depth = depth;
    }
    if (failed) this.bodyEnded('failed', outcome);
    else if (outcome === PARKED) this.park();
    else if (outcome === CANCELLED) this.bodyEnded('cancelled', this.reason);
    else this.bodyEnded('completed', outcome);
  }

  private park(): void {
    this.status = 'waiting';
    if (this.awaiter?.host) this.scheduler.hostWaits++;
  }

  /** The operation has ended. In the same call nothing runs: the task goes to the back of the ready queue. */
  wake(): void {
    if (this.woken || this.ended || this.awaiter === null) return;
    this.woken = true;
    this.scheduler.enqueue(this);
  }

  handOff(waiter: Waiter): void {
    if (
      waiter instanceof Task &&
      !waiter.woken &&
      waiter.awaiter !== null &&
      waiter.scheduler === this.scheduler
    ) {
      waiter.woken = true;
      this.scheduler.enqueueNext(waiter);
    } else waiter.wake();
  }

  adopt(thenable: PromiseLike<unknown>): Awaiter {
    return new PromiseAwaiter(thenable);
  }

  // ---- children and the end

  /** The scope of what this task spawns; made at the first spawn. */
  get children(): Scope {
    if (this.scope === null) {
      this.scope = new Scope(this.name, this);
      if (this.cancelling) this.scope.cancel(this.reason);
    }
    return this.scope;
  }

  /** A child failed: what is left of the body is cancelled. Not the same as being cancelled: the task fails. */
  childFailed(error: unknown): void {
    if (!this.cancelling) this.reason = error;
    this.beginCancel();
  }

  childrenEnded(): void {
    if (this.bodyOutcome !== null) this.finish();
  }

  private bodyOutcome: { status: 'completed' | 'failed' | 'cancelled'; value: unknown } | null = null;

  private bodyEnded(status: 'completed' | 'failed' | 'cancelled', value: unknown): void {
    this.bodyOutcome = { status, value };
    this.status = 'waiting';
    const { scope } = this;
    if (scope !== null) {
      if (status === 'failed') scope.fail(value);
      else if (status === 'cancelled') scope.cancel(value);
      if (scope.size > 0) return;
    }
    this.finish();
  }

  private finish(): void {
    const body = this.bodyOutcome as { status: 'completed' | 'failed' | 'cancelled'; value: unknown };
    const failure = this.scope?.failure();
    if (failure !== undefined) this.end('failed', failure.error);
    else this.end(body.status, body.value);
  }

  private end(status: 'completed' | 'failed' | 'cancelled', value: unknown): void {
    this.status = status;
    this.value = value;
    const { joiners } = this;
    this.joiners = [];
    for (const waiter of joiners) waiter.wake();
    if (this.parent !== null) this.parent.childEnded(this, status === 'failed', value);
    else if (status === 'failed' && !this.observed) this.reportLater();
  }

  private reportLater(): void {
    macrotask(() => {
      if (!this.observed) reportUncaught(this.value);
    });
  }

  // ---- cancelling

  /**
   * Asks for cancellation now: the operation it waits for is taken back, and a return is injected there. The awaitable ends
   * when the task has, its clean-up included.
   */
  cancel(reason?: unknown): Awaitable<void> {
    this.requestCancel(reason);
    return new Ended(this);
  }

  requestCancel(reason: unknown): void {
    if (this.ended || this.bodyOutcome !== null) {
      if (!this.ended) this.scope?.cancel(reason);
      return;
    }
    if (!this.cancelling) this.reason = reason;
    this.beginCancel();
    this.scope?.cancel(reason);
  }

  private beginCancel(): void {
    if (this.cancelling || this.ended) return;
    this.cancelling = true;
    this.controller?.abort(this.reason);
    if (this.status === 'ready') {
      if (this.leaf.state !== START) {
        // A generator that somebody resumed before: its `finally` blocks run in the task's first turn.
        this.entry = RETURN;
        return;
      }
      this.root.leaf = this.leaf;
      this.neverRan();
    } else if (this.status === 'waiting' && this.awaiter !== null && !this.woken && !this.shielded) {
      try {
        this.awaiter.cancel();
        this.entry = RETURN;
      } catch (e) {
        this.entry = THROW;
        this.injected = e;
      }
      this.woken = true;
      this.scheduler.enqueue(this);
    }
  }

  /** The body never runs: the coroutine is done, the task cancelled at once. */
  private neverRan(): void {
    this.awaiter = null;
    try {
      drive(this.head, this.head, this.leaf, undefined, RETURN, vm.depth, ENTER, this);
      this.bodyEnded('cancelled', this.reason);
    } catch (e) {
      this.bodyEnded('failed', e);
    }
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.cancelling && !this.controller.signal.aborted) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  // ---- waiting for it

  [PERFORM](): Awaiter {
    return new Join(this, true);
  }

  /** Never throws the task's own failure. */
  join(): Awaitable<Outcome<unknown>> {
    return new Joined(this);
  }

  outcome(): Outcome<unknown> {
    const { value } = this;
    if (this.status === 'completed') return { status: 'completed', value };
    return this.status === 'failed'
      ? { status: 'failed', error: value }
      : { status: 'cancelled', reason: value };
  }

  /** The value, or what awaiting the task throws. */
  settled(): unknown {
    if (this.status === 'completed') return this.value;
    throw this.status === 'failed' ? this.value : new CancelledError(this.name, this.value);
  }

  addJoiner(waiter: Waiter): void {
    this.joiners.push(waiter);
  }

  removeJoiner(waiter: Waiter): void {
    const at = this.joiners.indexOf(waiter);
    if (at >= 0) this.joiners.splice(at, 1);
  }

  /** Somebody sees how it ends: a failure is not reported as uncaught. */
  observe(): void {
    this.observed = true;
  }

  override label(): string {
    return `task ${this.name}`;
  }

  /** Cancels, and waits for the end. */
  [asyncDisposeKey](): PromiseLike<void> {
    return this.cancel();
  }
}

/** Waits for a task's end. */
class Join implements Awaiter {
  protected readonly task: Task;
  private waiter: Waiter | null = null;
  constructor(task: Task, observes: boolean) {
    this.task = task;
    if (observes) task.observe();
  }
  ready(): boolean {
    return this.task.ended;
  }
  suspend(waiter: Waiter): void {
    refuseCycle(this.task, waiter);
    this.waiter = waiter;
    this.task.addJoiner(waiter);
  }
  result(): unknown {
    return this.task.settled();
  }
  cancel(): void {
    if (this.waiter !== null) this.task.removeJoiner(this.waiter);
  }
  describe(): string {
    return `task ${this.task.name}`;
  }
  /** Whom it waits for: cycles are found by walking these. */
  get waitsFor(): Task {
    return this.task;
  }
}

class JoinOutcome extends Join {
  override result(): unknown {
    return this.task.outcome();
  }
}

class JoinEnd extends Join {
  override result(): undefined {
    return undefined;
  }
}

class Joined extends Awaitable<Outcome<unknown>> {
  private readonly task: Task;
  constructor(task: Task) {
    super();
    this.task = task;
  }
  override [PERFORM](): Awaiter<Outcome<unknown>> {
    return new JoinOutcome(this.task, true) as Awaiter as Awaiter<Outcome<unknown>>;
  }
  override label(): string {
    return `join of ${this.task.name}`;
  }
}

class Ended extends Awaitable<void> {
  private readonly task: Task;
  constructor(task: Task) {
    super();
    this.task = task;
  }
  override [PERFORM](): Awaiter<void> {
    return new JoinEnd(this.task, false) as Awaiter as Awaiter<void>;
  }
  override label(): string {
    return `cancellation of ${this.task.name}`;
  }
}

/** Throws `await-cycle` if `task` waits, itself or through others, for the task that now wants to wait for it. */
export function refuseCycle(task: Task, waiter: Waiter): void {
  for (let at: Task | undefined = task; at !== undefined; ) {
    if (at === waiter) throw typeError('await-cycle', task.name);
    at = (at.awaiter as { waitsFor?: Task } | null)?.waitsFor;
  }
}

/** The coroutine as the head of a new task. Throws a TypeError at once if it cannot be one. */
export function startTask(
  what: unknown,
  scheduler: Scheduler,
  parent: Scope | null,
  name?: string,
  action = 'spawn',
): Task {
  const kind = kindOf(what);
  if (kind !== GENERATOR && kind !== ASYNC) {
    throw typeError('not-a-coroutine', action, typeof what === 'object' ? 'an object' : String(what));
  }
  const head = what as Frame;
  if (head.leaf.state < 0) throw refusal(head, action);
  if (statusOf(head) !== 'suspended') throw refusal(head, action);
  const task = new Task(head, scheduler, parent, name);
  if (parent !== null) parent.add(task);
  return task;
}

/** The scheduler of the running task, else the one plain code shares. */
export function currentScheduler(): Scheduler {
  return (vm.task as Task | null)?.scheduler ?? defaultScheduler();
}
