/**
 * Tasks: a coroutine that the scheduler runs, and the scope of what it spawns.
 *
 *   ready ──► running ⇄ waiting ──► completed | failed | cancelled
 *
 * "Waiting" is parked at an operation, or done with the body while children run. Where it is parked, the driver has written
 * down (TaskContext): the innermost frame, the chain it belongs to, the session, the progress of an injected return.
 *
 * A task may run in another's place (in-place.ts): that one waits for it, is its `owner`, and is what the program sees.
 */
import { DONE, EXIT, FAILED, NEXT, RETURN, START, STOPPED, THROW } from './abi.ts';
import type { ScopeOptions } from './api.ts';
import { askToCancel, type Cancellable } from './asking.ts';
import type { Awaitable } from './awaitable.ts';
import { markCancelled } from './awaiting.ts';
import { Completion, type TaskStatus } from './completion.ts';
import type { ContextValue } from './context.ts';
import { asyncDisposeKey } from './dispose-keys.ts';
import { drive } from './drive.ts';
import { scopeEnded, yieldToNobody } from './errors.ts';
import {
  ASYNC,
  AWAITING,
  type Awaiter,
  type Ending,
  type Frame,
  KIND,
  type Mode,
  membership,
  PASSES,
  type Session,
  sentinel,
  type TaskContext,
  vm,
  type Waiter,
} from './frame.ts';
import { PromiseAwaiter } from './promise.ts';
import type { Runnable, Scheduler } from './scheduler.ts';
import { Scope } from './scope.ts';
import { keepName, nameOf, ownNameOf } from './status.ts';
import { wakeAll } from './waiters.ts';

/** Stands for the frames of a task that has ended: it holds none of them. */
const ENDED = /* @__PURE__ */ sentinel(DONE);

export class Task extends Completion implements TaskContext, Runnable, Cancellable {
  declare readonly name: string;
  declare readonly scheduler: Scheduler;
  /** The scope that it is a child of, or the task in whose place it runs; a root has neither. */
  declare readonly parent: Scope | null;
  declare readonly owner: Task | null;
  /** Its siblings in the scope. */
  declare before: Task | null;
  declare after: Task | null;
  /** How many tasks it is below. */
  declare readonly depth: number;
  declare context: ContextValue | null;
  /** What the host keeps for it: `AsyncLocalStorage`'s stores, where that is in use. */
  declare private hostContext: unknown;

  declare head: Frame;
  declare root: Frame;
  declare leaf: Frame;
  declare session: Session | null;
  declare returning: Frame | null;
  declare shield: Frame | null;
  declare hurt: Frame | null;
  declare hurtBy: unknown;
  declare awaiter: Awaiter | null;
  declare shielded: boolean;
  declare cancelling: boolean;
  declare forced: boolean;
  /** Why, once it is being cancelled. */
  declare reason: unknown;

  /** Its result stands, or its cancellation: it is in the ready queue. */
  declare private woken: boolean;
  /** It counts as one that waits for the host. */
  declare private hostWaits: boolean;
  /** How it goes on: with the awaiter's result, or by what cancellation injects. */
  declare entry: Mode;
  declare injected: unknown;
  /** An error that is thrown where it waits next, or waits now. */
  declare private interruption: { readonly error: unknown } | null;
  /** How the body ended; the children may still run. */
  declare private body: 'completed' | 'failed' | 'cancelled' | null;
  declare private scope: Scope | null;
  declare private controller: AbortController | null;
  /** Kept from one promise to the next. */
  declare private promised: PromiseAwaiter | null;

  /** It runs once it is woken. */
  constructor(head: Frame, scheduler: Scheduler, parent: Scope | null, owner: Task | null, name?: string) {
    super();
    this.hostContext = undefined;
    this.session = null;
    this.returning = null;
    this.shield = null;
    this.hurt = null;
    this.hurtBy = undefined;
    this.awaiter = null;
    this.shielded = false;
    this.cancelling = false;
    this.forced = false;
    this.reason = undefined;
    this.woken = false;
    this.hostWaits = false;
    this.entry = NEXT;
    this.injected = undefined;
    this.interruption = null;
    this.body = null;
    this.scope = null;
    this.controller = null;
    this.promised = null;
    const above = parent === null ? owner : parent.task;
    const heir = above ?? (vm.task as Task | null);
    this.head = head;
    this.root = head;
    this.leaf = head.leaf;
    this.scheduler = scheduler;
    this.parent = parent;
    this.owner = owner;
    this.before = null;
    this.after = null;
    this.depth = above === null ? 0 : above.depth + 1;
    this.name = name ?? (ownNameOf(head) || above?.name || nameOf(head));
    this.context = heir === null ? null : heir.context;
    if (vm.asyncContext) this.hostContext = vm.asyncContext.capture();
    // Claimed: nobody else may resume, await in place or spawn it.
    if (head[KIND] === ASYNC) head.link = this;
    else membership(head).task = this;
    head.leaf = AWAITING;
    if (above === null) scheduler.addRoot(this);
    vm.observer?.('spawn', this);
  }

  /** The task that it is a child of, or in whose place it runs. */
  get outer(): Task | null {
    return this.parent === null ? this.owner : this.parent.task;
  }

  /** For those who wait on its behalf (`Waiter`). */
  get task(): this {
    return this;
  }

  /** What runs in its place runs for it. */
  get status(): TaskStatus {
    const inside = this.phase === 'waiting' ? this.awaiter?.inside?.() : undefined;
    for (const task of inside ?? []) if ((task as Task).status === 'running') return 'running';
    return this.woken && this.phase === 'waiting' ? 'ready' : this.phase;
  }

  /** Cancelled where it is: what would suspend here is a return instead. */
  private get doomed(): boolean {
    return this.cancelling && (this.forced || !this.shielded);
  }

  /** Its children, and what runs in its place. */
  get below(): readonly Task[] {
    return [...(this.scope ?? []), ...((this.awaiter?.inside?.() ?? []) as Iterable<Task>)];
  }

  // ---- running

  step(): void {
    if (!this.woken || this.ended) return;
    this.woken = false;
    if (vm.asyncContext) vm.asyncContext.run(this.hostContext, this);
    else this.advance();
  }

  advance(): void {
    this.phase = 'running';
    vm.observer?.('resume', this);
    const { awaiter } = this;
    this.awaiter = null;
    if (this.hostWaits) this.waitsForHost(false);
    let outcome: unknown;
    let failed = false;
    const outer = vm.task;
    vm.task = this;
    const { level } = vm;
    vm.level = level - 1;
    try {
      if (this.entry === NEXT && awaiter !== null) {
        if ((this.doomed || this.interruption !== null) && awaiter.undone?.()) {
          this.entry = this.doomed ? RETURN : THROW;
          this.injected = this.interrupted();
        } else {
          try {
            this.injected = awaiter.result();
          } catch (e) {
            if (vm.debug !== null) vm.debug.threw(e, this.leaf, true);
            this.entry = THROW;
            this.injected = e;
          }
        }
      }
      outcome = this.drive();
    } catch (e) {
      failed = true;
      outcome = e;
    } finally {
      vm.task = outer;
      vm.level = level;
    }
    if (failed) this.bodyEnded('failed', outcome);
    else if (outcome === AWAITING) this.park();
    else if (this.entry === RETURN) this.bodyEnded('cancelled', this.reason);
    else this.bodyEnded('completed', outcome);
  }

  private drive(): unknown {
    if (this.entry === NEXT && this.isPlain) return this.go();
    if (this.entry === RETURN) {
      this.returning = this.leaf;
      markCancelled(this.root);
    }
    return drive(this.head, this.leaf, undefined, NEXT, true, false, this);
  }

  /** Frames that call one another, and nothing else is going on. */
  private get isPlain(): boolean {
    return (
      this.root === this.head &&
      this.session === null &&
      this.returning === null &&
      this.shield === null &&
      this.hurt === null
    );
  }

  /** The driver's straight way: the frame goes on, its callers do as it ends, one waits. All else is the driver's. */
  private go(): unknown {
    const { head } = this;
    const level = vm.level + 1;
    let f = this.leaf;
    let out = this.injected;
    this.injected = undefined;
    head.leaf = vm.busy[-level] ??= sentinel(level);
    for (;;) {
      const { state } = f;
      f.state = level;
      try {
        out = f.step(f, state, out, NEXT);
      } catch (e) {
        vm.debug?.threw(e, f, false);
        return drive(head, f, e, THROW, false, false, this);
      }
      const { exit } = vm;
      if (f.state === EXIT && typeof exit === 'function') {
        f.state = vm.state;
        this.leaf = f;
        if (exit(this, out, this)) return AWAITING;
        if (this.entry !== NEXT || !this.isPlain)
          return drive(head, this.leaf, undefined, NEXT, true, false, this);
        f = this.leaf;
        out = this.injected;
        this.injected = undefined;
        continue;
      }
      if (f.state !== DONE || f === head || f[KIND] !== ASYNC)
        return drive(head, f, out, NEXT, false, false, this);
      f = (f as Ending)[PASSES](NEXT, out, undefined) as Frame;
    }
  }

  private park(): void {
    this.phase = 'waiting';
    vm.observer?.('suspend', this);
    if (vm.asyncContext) this.hostContext = vm.asyncContext.capture(this.hostContext);
    if (this.awaiter?.host) this.waitsForHost(true);
    // Cancelled by what the operation called to register itself, or interrupted before.
    if (this.doomed || this.interruption !== null) this.takeBack();
  }

  private waitsForHost(does: boolean): void {
    this.hostWaits = does;
    this.scheduler.countHost(does ? 1 : -1);
  }

  lookAtHost(): void {
    if (this.hostWaits && this.awaiter?.host !== true) this.waitsForHost(false);
  }

  private get canWake(): boolean {
    return !this.woken && !this.ended && (this.awaiter !== null || this.phase === 'ready');
  }

  /** The operation has ended. In the same call nothing runs: the task goes to the back of the ready queue. */
  wake(): void {
    if (!this.canWake) return;
    this.woken = true;
    this.scheduler.enqueue(this);
  }

  /** The same in a job of the host's own: with nothing ready before it, it runs at once. */
  arrive(isEvent?: boolean): void {
    if (!this.canWake) return;
    this.woken = true;
    this.scheduler.arrive(this, isEvent);
  }

  handOff(waiter: Waiter): void {
    if (waiter instanceof Task && waiter.canWake && waiter.scheduler === this.scheduler) {
      waiter.woken = true;
      this.scheduler.enqueueNext(waiter);
    } else waiter.wake();
  }

  yielded(name: string): TypeError {
    return yieldToNobody(name);
  }

  adopt(thenable: PromiseLike<unknown>): Awaiter {
    this.promised ??= new PromiseAwaiter(this);
    return this.promised.of(thenable);
  }

  // ---- children and the end

  /** The scope of what this task spawns; made at the first spawn. Throws `scope-ended`. */
  get children(): Scope {
    if (this.ended) throw scopeEnded(this.name);
    if (this.scope === null) {
      this.scope = new Scope(this);
      if (this.cancelling) this.scope.cancel(this.reason);
    }
    return this.scope;
  }

  /** The limits of its scope, if it is given any: else it needs none yet. */
  limit(options: ScopeOptions): void {
    if (options.deadline !== undefined || options.cleanupTimeout !== undefined) this.children.limit(options);
  }

  get bodyHasEnded(): boolean {
    return this.body !== null && !this.ended;
  }

  /** What is left of the body is cancelled, for a child has failed. Not the same as being cancelled: the task fails. */
  cancelBody(error: unknown): void {
    if (!this.cancelling) this.reason = error;
    this.beginCancel();
  }

  /** Ends with this failure, as if a child had failed with it. */
  abort(error: unknown): void {
    if (this.ended) return;
    this.children.fail(error);
    this.cancelBody(error);
  }

  private bodyEnded(status: 'completed' | 'failed' | 'cancelled', value: unknown): void {
    this.body = status;
    this.value = value;
    this.phase = 'waiting';
    const { head, scope } = this;
    if (head[KIND] === ASYNC) {
      // It has ended when its children have.
      head.state = EXIT;
      head.leaf = AWAITING;
      head.link = this;
    }
    if (scope !== null) {
      if (status === 'failed') scope.fail(value);
      else if (status === 'cancelled') scope.cancel(value);
      if (scope.remaining() > 0 || this.ended) return;
    }
    for (let ending: Task | null = this; ending !== null; ) ending = ending.finish();
  }

  /** Body and children have ended. Gives the task above, if it waited only for this. */
  private finish(): Task | null {
    const failure = this.scope?.close();
    if (failure !== undefined) this.value = failure.error;
    const { value, joiners, parent, owner } = this;
    this.phase = failure === undefined ? (this.body ?? 'completed') : 'failed';
    this.settleHead();
    this.letGo();
    vm.observer?.('end', this);
    if (this.isObserved) this.observe();
    if (owner !== null && joiners instanceof Task) this.handOff(joiners);
    else wakeAll(joiners);
    if (parent !== null) return parent.childEnded(this);
    if (owner === null) {
      this.scheduler.removeRoot(this);
      if (this.phase === 'failed') this.reportUnseen();
    }
    this.value = value;
    return null;
  }

  /** An async coroutine that was run as a task has the task's outcome. */
  private settleHead(): void {
    const { head } = this;
    if (head[KIND] !== ASYNC) return;
    keepName(head);
    head.leaf = head;
    head.state = this.phase === 'completed' ? DONE : this.phase === 'failed' ? FAILED : STOPPED;
    head.link = this.value;
  }

  /** Whoever keeps the task keeps its outcome, not what it ran. */
  private letGo(): void {
    this.head = ENDED;
    this.root = ENDED;
    this.leaf = ENDED;
    this.session = null;
    this.returning = null;
    this.shield = null;
    this.hurt = null;
    this.hurtBy = undefined;
    this.scope = null;
    this.joiners = null;
    this.promised = null;
    this.context = null;
    this.hostContext = undefined;
  }

  // ---- cancelling

  /**
   * Asks for cancellation now: the operation it waits for is taken back, and a return is injected there. The awaitable ends
   * when the task has, its clean-up included.
   */
  cancel(reason?: unknown): Awaitable<void> {
    askToCancel(this, reason);
    return this.end();
  }

  asked(reason: unknown): void {
    if (this.ended) return;
    if (!this.cancelling) this.reason = reason;
    this.beginCancel();
    this.scope?.cancel(reason);
  }

  private beginCancel(): void {
    if (this.cancelling || this.ended) return;
    this.cancelling = true;
    vm.observer?.('cancel', this);
    this.controller?.abort(this.reason);
    if (this.phase === 'ready') {
      // A generator that somebody resumed before has `finally` blocks to run, in the task's first turn.
      if (this.leaf.state !== START) this.entry = RETURN;
      else this.neverRan();
    } else if (this.phase === 'waiting' && this.doomed) this.takeBack();
  }

  /** The operation it waits for did not happen: a return, or an error, is injected there. */
  private takeBack(): void {
    const { awaiter } = this;
    if (awaiter === null || this.woken) return;
    try {
      if (awaiter.cancel(this.reason) === true) return;
      this.entry = this.doomed ? RETURN : THROW;
      this.injected = this.interrupted();
    } catch (e) {
      this.entry = THROW;
      this.injected = e;
    }
    // What is left of a promise's wait must not be taken for the next one's.
    if (awaiter === this.promised) this.promised = null;
    this.woken = true;
    this.scheduler.enqueue(this);
  }

  /** The error to be thrown there, once. */
  private interrupted(): unknown {
    if (this.doomed) return undefined;
    const error = this.interruption?.error;
    this.interruption = null;
    return error;
  }

  /** Throws the error where it waits, or will wait next. */
  interrupt(error: unknown): void {
    if (this.body !== null) {
      this.abort(error);
      return;
    }
    this.interruption = { error };
    if (this.phase === 'waiting') this.takeBack();
  }

  /** Its shields hold no longer. Gives what it waited for, if one held until now, and the tasks below. */
  force(): readonly [string | null, readonly Task[]] {
    if (this.ended) return [null, []];
    const { awaiter, below } = this;
    const held = this.cancelling && this.shielded && awaiter !== null && !this.woken;
    this.forced = true;
    if (held) this.takeBack();
    return [held ? awaiter.describe() : null, below];
  }

  /** The body never runs: the coroutine is done, the task cancelled at once. */
  private neverRan(): void {
    this.entry = RETURN;
    vm.level--;
    try {
      this.drive();
      this.bodyEnded('cancelled', this.reason);
    } catch (e) {
      this.bodyEnded('failed', e);
    }
  }

  /** Aborted when the task is cancelled. Made when first read. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.cancelling && !this.controller.signal.aborted) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  /** Cancels, and waits for the end. */
  [asyncDisposeKey](): PromiseLike<void> {
    return this.cancel();
  }
}
