/**
 * Tasks: a coroutine that the scheduler runs, and the scope of what it spawns.
 *
 *   ready ──► running ⇄ waiting ──► completed | failed | cancelled
 *
 * "Waiting" is parked at an operation, or done with the body while children run. Where it is parked, the driver has written
 * down (TaskContext): the innermost frame, the chain it belongs to, the session, the progress of an injected return.
 */
import { DONE, FAILED, NEXT, RETURN, START, THROW } from './abi.ts';
import type { Outcome } from './api.ts';
import { Awaitable } from './awaitable.ts';
import { asyncDisposeKey } from './dispose-keys.ts';
import { CANCELLED, drive, ENTER, markCancelled, PARKED } from './drive.ts';
import { CancelledError } from './errors.ts';
import {
  ASYNC,
  AWAITING,
  type Awaiter,
  type Frame,
  KIND,
  type Mode,
  membership,
  PERFORM,
  type Session,
  sentinel,
  type TaskContext,
  vm,
  type Waiter,
} from './frame.ts';
import { macrotask, reportUncaught } from './host.ts';
import { Ended, Join, Joined } from './join.ts';
import { PromiseAwaiter } from './promise.ts';
import type { Runnable, Scheduler } from './scheduler.ts';
import { type Ending, Scope, type ScopeOwner } from './scope.ts';
import { nameOf } from './status.ts';
import { joined, left, type Waiters, wakeAll } from './waiters.ts';

export type TaskStatus = 'ready' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';

/** Stands for the frames of a task that has ended: it holds none of them. */
const ENDED = /* @__PURE__ */ sentinel(DONE);

export class Task extends Awaitable<unknown> implements TaskContext, Runnable, ScopeOwner, Ending {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly parent: Scope | null;
  /** How many tasks it is a child of. */
  readonly depth: number;
  status: TaskStatus = 'ready';
  /** What it ended with: the value, the error, the reason. */
  value: unknown = undefined;

  head: Frame;
  root: Frame;
  leaf: Frame;
  session: Session | null = null;
  above = -1;
  shield: Frame | null = null;
  hurt: Frame | null = null;
  hurtBy: unknown = undefined;
  awaiter: Awaiter | null = null;
  shielded = false;
  cancelling = false;
  /** Why, once it is being cancelled. */
  reason: unknown = undefined;
  /** A task has waited for it, or for one of its frames (join.ts). */
  awaited = false;

  /** Its result stands, or its cancellation: it is in the ready queue. */
  private woken = false;
  /** How it goes on: with the awaiter's result, or by what cancellation injects. */
  private entry: Mode = NEXT;
  private injected: unknown = undefined;
  /** How the body ended; the children may still run. */
  private body: 'completed' | 'failed' | 'cancelled' | null = null;
  private scope: Scope | null = null;
  private controller: AbortController | null = null;
  private joiners: Waiters = null;
  /** How many of them see a failure; whether anybody has seen it. */
  private observers = 0;
  private observed = false;
  /** Kept from one promise to the next. */
  private promised: PromiseAwaiter | null = null;

  constructor(head: Frame, scheduler: Scheduler, parent: Scope | null, name?: string) {
    super();
    this.head = head;
    this.root = head;
    this.leaf = head.leaf;
    this.scheduler = scheduler;
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.task.depth + 1;
    this.name = name ?? nameOf(head);
    // Claimed: nobody else may resume, await in place or spawn it.
    if (head[KIND] === ASYNC) head.link = this;
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
        if (this.cancelling && !this.shielded && awaiter.undone?.()) mode = RETURN;
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
    // Cancelled by what the operation called to register itself.
    if (this.cancelling && !this.shielded) this.takeBack();
  }

  /** The operation has ended. In the same call nothing runs: the task goes to the back of the ready queue. */
  wake(): void {
    if (this.woken || this.ended || this.awaiter === null) return;
    this.woken = true;
    this.scheduler.enqueue(this);
  }

  /** The same in a job of the host's own: with nothing ready before it, it runs at once. */
  arrive(): void {
    if (this.woken || this.ended || this.awaiter === null) return;
    this.woken = true;
    this.scheduler.arrive(this);
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
    this.promised ??= new PromiseAwaiter(this);
    return this.promised.of(thenable);
  }

  // ---- children and the end

  /** The scope of what this task spawns; made at the first spawn. */
  get children(): Scope {
    if (this.scope === null) {
      this.scope = new Scope(this.name, this, this);
      if (this.cancelling) this.scope.cancel(this.reason);
    }
    return this.scope;
  }

  /** A child failed: what is left of the body is cancelled. Not the same as being cancelled: the task fails. */
  childFailed(error: unknown): void {
    if (!this.cancelling) this.reason = error;
    this.beginCancel();
  }

  childrenEnded(): Ending | null {
    return this.body === null || this.ended ? null : this;
  }

  private bodyEnded(status: 'completed' | 'failed' | 'cancelled', value: unknown): void {
    this.body = status;
    this.value = value;
    this.status = 'waiting';
    const { scope } = this;
    if (scope !== null) {
      if (status === 'failed') scope.fail(value);
      else if (status === 'cancelled') scope.cancel(value);
      if (scope.size > 0 || this.ended) return;
    }
    for (let ending: Ending | null = this; ending !== null; ) ending = ending.end();
  }

  /** Body and children have ended. Gives the parent, if it waited only for this. */
  end(): Ending | null {
    const failure = this.scope?.failure();
    if (failure !== undefined) this.value = failure.error;
    const status = failure === undefined ? (this.body ?? 'completed') : 'failed';
    const { value, joiners } = this;
    this.status = status;
    this.settleHead();
    this.letGo();
    if (this.observers > 0) this.observed = true;
    wakeAll(joiners);
    if (this.parent !== null) return this.parent.childEnded(this, status === 'failed', value);
    if (status === 'failed' && !this.observed) this.reportLater();
    return null;
  }

  /** An async coroutine that was run as a task has the task's outcome. */
  private settleHead(): void {
    const { head } = this;
    if (head[KIND] !== ASYNC) return;
    head.leaf = head;
    head.state = this.status === 'completed' ? DONE : FAILED;
    head.link = this.status === 'cancelled' ? new CancelledError(nameOf(head), this.value) : this.value;
  }

  /** Whoever keeps the task keeps its outcome, not what it ran. */
  private letGo(): void {
    this.head = ENDED;
    this.root = ENDED;
    this.leaf = ENDED;
    this.session = null;
    this.shield = null;
    this.hurt = null;
    this.hurtBy = undefined;
    this.scope = null;
    this.joiners = null;
    this.promised = null;
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
    this.requestCancel(reason)?.cancel(reason);
    return new Ended(this);
  }

  /** As `cancel`, for this task alone: gives the scope of its children, to be cancelled next. */
  requestCancel(reason: unknown): Scope | null {
    if (this.ended) return null;
    if (this.body === null) {
      if (!this.cancelling) this.reason = reason;
      this.beginCancel();
    }
    return this.scope;
  }

  private beginCancel(): void {
    if (this.cancelling || this.ended) return;
    this.cancelling = true;
    this.controller?.abort(this.reason);
    if (this.status === 'ready') {
      // A generator that somebody resumed before has `finally` blocks to run, in the task's first turn.
      if (this.leaf.state !== START) this.entry = RETURN;
      else this.neverRan();
    } else if (this.status === 'waiting' && !this.shielded) this.takeBack();
  }

  /** The operation it waits for did not happen: a return is injected there. */
  private takeBack(): void {
    const { awaiter } = this;
    if (awaiter === null || this.woken) return;
    this.entry = RETURN;
    try {
      awaiter.cancel();
    } catch (e) {
      this.entry = THROW;
      this.injected = e;
    }
    // What is left of a promise's wait must not be taken for the next one's.
    if (awaiter === this.promised) this.promised = null;
    this.woken = true;
    this.scheduler.enqueue(this);
  }

  /** The body never runs: the coroutine is done, the task cancelled at once. */
  private neverRan(): void {
    const { head, leaf } = this;
    head.leaf = leaf;
    try {
      drive(head, head, leaf, undefined, RETURN, vm.depth, ENTER, this);
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
    return new Join(this);
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

  addJoiner(waiter: Waiter, observes: boolean): void {
    this.joiners = joined(this.joiners, waiter);
    if (observes) this.observers++;
  }

  removeJoiner(waiter: Waiter, observes: boolean): void {
    this.joiners = left(this.joiners, waiter);
    if (observes) this.observers--;
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
