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
import type { TaskStatus } from './completion.ts';
import { asyncDisposeKey } from './dispose-keys.ts';
import { drive, end } from './drive.ts';
import { scopeEnded, yieldToNobody } from './errors.ts';
import {
  ASYNC,
  AWAITING,
  type Awaiter,
  type Ending,
  type Frame,
  KIND,
  membership,
  PASSES,
  sentinel,
  type TaskContext,
  vm,
  type Waiter,
} from './frame.ts';
import { PromiseAwaiter } from './promise.ts';
import type { Runnable, Scheduler } from './scheduler.ts';
import { Scope } from './scope.ts';
import { keepName } from './status.ts';
import {
  BODY,
  BODY_SHIFT,
  CANCELLING,
  FORCED,
  HOST_WAITS,
  IN_PLACE,
  PHASE,
  PHASE_CANCELLED,
  PHASE_COMPLETED,
  PHASE_FAILED,
  PHASE_READY,
  PHASE_RUNNING,
  PHASE_WAITING,
  SHIELDED,
  WOKEN,
} from './task-bits.ts';
import { TaskFields } from './task-fields.ts';
import { wakeAll } from './waiters.ts';

/** Stands for the frames of a task that has ended: it holds none of them. */
const ENDED = /* @__PURE__ */ sentinel(DONE);

export class Task extends TaskFields implements TaskContext, Runnable, Cancellable {
  /** It runs once it is woken. */
  constructor(head: Frame, scheduler: Scheduler, parent: Scope | null, owner: Task | null, name?: string) {
    super(head, scheduler, parent ?? owner);
    if (owner !== null) this.bits |= IN_PLACE;
    if (name !== undefined) this.name = name;
    const above = this.outer;
    const heir = above ?? (vm.task as Task | null);
    if (heir !== null && heir.rare !== null) this.context = heir.rare.context;
    if (vm.asyncContext) this.seldom.hostContext = vm.asyncContext.capture();
    // Claimed: nobody else may resume, await in place or spawn it.
    if (head[KIND] === ASYNC) head.link = this;
    else membership(head).task = this;
    head.leaf = AWAITING;
    if (above === null) scheduler.addRoot(this);
    vm.observer?.('spawn', this);
  }

  /** For those who wait on its behalf (`Waiter`). */
  get task(): this {
    return this;
  }

  /** What runs in its place runs for it. */
  get status(): TaskStatus {
    const inside = this.phase === 'waiting' ? this.awaiter?.inside?.() : undefined;
    for (const task of inside ?? []) if ((task as Task).status === 'running') return 'running';
    const { bits } = this;
    return (bits & (WOKEN | PHASE)) === (WOKEN | PHASE_WAITING) ? 'ready' : this.phase;
  }

  /** Cancelled where it is: what would suspend here is a return instead. */
  private get doomed(): boolean {
    const { bits } = this;
    return (bits & CANCELLING) !== 0 && (bits & (FORCED | SHIELDED)) !== SHIELDED;
  }

  /** It does not go on as it would by itself. */
  private get isDisturbed(): boolean {
    return this.doomed || (this.rare !== null && this.rare.interruption !== null);
  }

  /** Its children, and what runs in its place. */
  get below(): readonly Task[] {
    return [...(this.scope ?? []), ...((this.awaiter?.inside?.() ?? []) as Iterable<Task>)];
  }

  // ---- running

  step(): void {
    if ((this.bits & WOKEN) === 0 || this.ended) return;
    this.bits &= ~WOKEN;
    if (vm.asyncContext) vm.asyncContext.run(this.rare?.hostContext, this);
    else this.advance();
  }

  advance(): void {
    this.moveTo(PHASE_RUNNING);
    vm.observer?.('resume', this);
    const { awaiter } = this;
    this.awaiter = null;
    if (this.bits & HOST_WAITS) this.waitsForHost(false);
    let outcome: unknown;
    let failed = false;
    const outer = vm.task;
    vm.task = this;
    const { level } = vm;
    vm.level = level - 1;
    try {
      if (this.entry === NEXT && awaiter !== null) {
        if (this.isDisturbed && awaiter.undone?.()) {
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
    if (failed) this.bodyEnded(PHASE_FAILED, outcome);
    else if (outcome === AWAITING) this.park();
    else if (this.entry === RETURN) this.bodyEnded(PHASE_CANCELLED, this.reason);
    else this.bodyEnded(PHASE_COMPLETED, outcome);
  }

  private drive(): unknown {
    if (this.entry === NEXT && this.isPlain) return this.go();
    if (this.entry === RETURN) {
      this.returning = this.leaf;
      markCancelled(this.root);
    }
    return drive(this.head, this.leaf, undefined, NEXT, true, false, this);
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
      if (f === head && f.state === DONE) {
        end(f);
        return out;
      }
      if (f.state !== DONE || f[KIND] !== ASYNC) return drive(head, f, out, NEXT, false, false, this);
      f = (f as Ending)[PASSES](NEXT, out, undefined) as Frame;
    }
  }

  private park(): void {
    this.moveTo(PHASE_WAITING);
    vm.observer?.('suspend', this);
    if (vm.asyncContext) this.seldom.hostContext = vm.asyncContext.capture(this.rare?.hostContext);
    if (this.awaiter?.host) this.waitsForHost(true);
    // Cancelled by what the operation called to register itself, or interrupted before.
    if (this.isDisturbed) this.takeBack();
  }

  private moveTo(phase: number): void {
    this.bits = (this.bits & ~PHASE) | phase;
  }

  private waitsForHost(does: boolean): void {
    this.flag(HOST_WAITS, does);
    this.scheduler.countHost(does ? 1 : -1);
  }

  lookAtHost(): void {
    if (this.bits & HOST_WAITS && this.awaiter?.host !== true) this.waitsForHost(false);
  }

  private get canWake(): boolean {
    const { bits } = this;
    if (this.awaiter === null) return (bits & (WOKEN | PHASE)) === PHASE_READY;
    return (bits & WOKEN) === 0 && (bits & PHASE) < PHASE_COMPLETED;
  }

  /** The operation has ended. In the same call nothing runs: the task goes to the back of the ready queue. */
  wake(): void {
    if (!this.canWake) return;
    this.bits |= WOKEN;
    this.scheduler.enqueue(this);
  }

  /** The same in a job of the host's own: with nothing ready before it, it runs at once. */
  arrive(isEvent?: boolean): void {
    if (!this.canWake) return;
    this.bits |= WOKEN;
    this.scheduler.arrive(this, isEvent);
  }

  handOff(waiter: Waiter): void {
    if (waiter instanceof Task && waiter.canWake && waiter.scheduler === this.scheduler) {
      waiter.bits |= WOKEN;
      this.scheduler.enqueueNext(waiter);
    } else waiter.wake();
  }

  yielded(name: string): TypeError {
    return yieldToNobody(name);
  }

  adopt(thenable: PromiseLike<unknown>): Awaiter {
    const { seldom } = this;
    seldom.promised ??= new PromiseAwaiter(this);
    return seldom.promised.of(thenable);
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
    return (this.bits & BODY) !== 0 && !this.ended;
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

  private bodyEnded(phase: number, value: unknown): void {
    this.bits = (this.bits & ~(BODY | PHASE)) | (phase << BODY_SHIFT) | PHASE_WAITING;
    this.settlement = value;
    const { head, scope } = this;
    if (scope !== null) {
      if (head[KIND] === ASYNC) {
        // It has ended when its children have.
        head.state = EXIT;
        head.leaf = AWAITING;
        head.link = this;
      }
      if (phase === PHASE_FAILED) scope.fail(value);
      else if (phase === PHASE_CANCELLED) scope.cancel(value);
      if (scope.remaining() > 0 || this.ended) return;
    }
    for (let ending: Task | null = this; ending !== null; ) ending = ending.finish();
  }

  /** Body and children have ended. Gives the task above, if it waited only for this. */
  private finish(): Task | null {
    const failure = this.scope?.close();
    if (failure !== undefined) this.settlement = failure.error;
    const { settlement, joiners, parent, owner } = this;
    this.moveTo(failure === undefined ? (this.bits & BODY) >> BODY_SHIFT : PHASE_FAILED);
    if (this.isObserved) this.observe();
    this.settleHead();
    this.letGo();
    vm.observer?.('end', this);
    if (owner !== null && joiners instanceof Task) this.handOff(joiners);
    else wakeAll(joiners);
    if (parent !== null) return parent.childEnded(this);
    if (owner === null) {
      this.scheduler.removeRoot(this);
      if (this.phase === 'failed') this.reportUnseen();
    }
    this.settlement = settlement;
    return null;
  }

  /** An async coroutine that was run as a task has the task's outcome. */
  private settleHead(): void {
    const { head } = this;
    if (head[KIND] !== ASYNC) return;
    keepName(head);
    head.leaf = head;
    head.state = this.phase === 'completed' ? DONE : this.phase === 'failed' ? FAILED : STOPPED;
    head.link = this.settlement;
  }

  /** Whoever keeps the task keeps its outcome, not what it ran: of its head, which has ended, the name. */
  private letGo(): void {
    this.leaf = ENDED;
    this.detour = null;
    this.scope = null;
    this.joiners = null;
    const { rare } = this;
    if (rare === null) return;
    rare.promised = null;
    rare.context = null;
    rare.hostContext = undefined;
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
    this.bits |= CANCELLING;
    vm.observer?.('cancel', this);
    this.rare?.controller?.abort(this.reason);
    if ((this.bits & PHASE) === PHASE_READY) {
      // A generator that somebody resumed before has `finally` blocks to run, in the task's first turn.
      if (this.leaf.state !== START) this.entry = RETURN;
      else this.neverRan();
    } else if ((this.bits & PHASE) === PHASE_WAITING && this.doomed) this.takeBack();
  }

  /** The operation it waits for did not happen: a return, or an error, is injected there. */
  private takeBack(): void {
    const { awaiter } = this;
    if (awaiter === null || this.bits & WOKEN) return;
    try {
      if (awaiter.cancel(this.reason) === true) return;
      this.entry = this.doomed ? RETURN : THROW;
      this.injected = this.interrupted();
    } catch (e) {
      this.entry = THROW;
      this.injected = e;
    }
    // What is left of a promise's wait must not be taken for the next one's.
    if (this.rare?.promised === awaiter) this.rare.promised = null;
    this.bits |= WOKEN;
    this.scheduler.enqueue(this);
  }

  /** The error to be thrown there, once. */
  private interrupted(): unknown {
    if (this.doomed) return undefined;
    const { seldom } = this;
    const error = seldom.interruption?.error;
    seldom.interruption = null;
    return error;
  }

  /** Throws the error where it waits, or will wait next. */
  interrupt(error: unknown): void {
    if (this.bits & BODY) {
      this.abort(error);
      return;
    }
    this.seldom.interruption = { error };
    if ((this.bits & PHASE) === PHASE_WAITING) this.takeBack();
  }

  /** Its shields hold no longer. Gives what it waited for, if one held until now, and the tasks below. */
  force(): readonly [string | null, readonly Task[]] {
    if (this.ended) return [null, []];
    const { awaiter, below } = this;
    const held = this.cancelling && this.shielded && awaiter !== null && (this.bits & WOKEN) === 0;
    this.bits |= FORCED;
    if (held) this.takeBack();
    return [held ? awaiter.describe() : null, below];
  }

  /** The body never runs: the coroutine is done, the task cancelled at once. */
  private neverRan(): void {
    this.entry = RETURN;
    vm.level--;
    try {
      this.drive();
      this.bodyEnded(PHASE_CANCELLED, this.reason);
    } catch (e) {
      this.bodyEnded(PHASE_FAILED, e);
    }
  }

  /** Aborted when the task is cancelled. Made when first read. */
  get signal(): AbortSignal {
    const { seldom } = this;
    seldom.controller ??= new AbortController();
    const { controller } = seldom;
    if (this.cancelling && !controller.signal.aborted) controller.abort(this.reason);
    return controller.signal;
  }

  /** Cancels, and waits for the end. */
  [asyncDisposeKey](): PromiseLike<void> {
    return this.cancel();
  }
}
