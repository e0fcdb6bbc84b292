/**
 * Async coroutines: lazy, started once, their outcome kept. The first `await` in a coroutine pushes the frame (drive.ts);
 * the first `then` from plain code starts a root task; whoever comes later waits for the end.
 *
 *   link   null: not started · the caller's frame, or Shared with those who wait beside it · the task · the outcome
 */
import { START, STOPPED } from './abi.ts';
import { type Awaitable, Performed, promiseOf } from './awaitable.ts';
import { asyncDisposeKey } from './dispose-keys.ts';
import { awaitCycle } from './errors.ts';
import {
  ASYNC,
  type Awaiter,
  type Frame,
  hasEnded,
  isFrame,
  KIND,
  PASSES,
  PERFORM,
  type Shared,
  type Step,
  vm,
  type Waiter,
} from './frame.ts';
import { isForeign, refuseCycle, type WaitsForTask } from './join.ts';
import { leaveAwaiting, REQUEST, type Request, Signal } from './operation.ts';
import { outcomeOf, settle } from './outcome.ts';
import { currentScheduler, startTask } from './start-task.ts';
import { nameOf, type Status, statusOf, taskOf } from './status.ts';
import type { Task } from './task.ts';

export class AsyncCoroutine implements Frame {
  declare step: Step;
  declare state: number;
  declare leaf: Frame;
  declare link: unknown;
  declare readonly [KIND]: number;
  declare readonly [Symbol.toStringTag]: string;

  constructor(step: Step) {
    this.step = step;
    this.state = START;
    this.leaf = this;
    this.link = null;
    if (vm.debug !== null) vm.debug.made(this, AsyncCoroutine);
  }

  get done(): boolean {
    return hasEnded(this);
  }

  get status(): Status {
    return statusOf(this);
  }

  /** How a coroutine that has started, or ended, is waited for. */
  [PERFORM](): Awaiter {
    return new Outcome(this);
  }

  // biome-ignore lint/suspicious/noThenProperty: typed as a Promise, and awaited as one
  then(
    onValue?: ((value: never) => unknown) | null,
    onError?: ((error: unknown) => unknown) | null,
  ): Promise<unknown> {
    const fresh = this.state === START && this.leaf === this;
    const started = fresh ? startTask(this, currentScheduler(), null) : this;
    return promiseOf(() => started[PERFORM]() as Awaiter<never>).then(onValue, onError);
  }

  catch(onError?: ((error: unknown) => unknown) | null): Promise<unknown> {
    return this.then(null, onError);
  }

  finally(onEnd?: (() => void) | null): Promise<unknown> {
    return this.then().finally(onEnd);
  }

  /** Cancels the task that runs it; one that has not started never will. The awaitable ends when it has ended. */
  close(): Awaitable<void> {
    if (this.state === START && this.leaf === this) {
      vm.debug?.claimed(this);
      this.state = STOPPED;
    } else if (!this.done) (taskOf(this) as Task | null)?.cancel();
    return new Performed(() => new End(this));
  }

  [asyncDisposeKey](): PromiseLike<void> {
    return this.close();
  }

  /** For `yield*` in native code. */
  [Symbol.iterator](): Iterator<never, unknown, unknown> {
    return new Signal(this as unknown as Request<unknown>) as unknown as Iterator<never, unknown, unknown>;
  }

  [REQUEST](frame: Frame, state: number, shielded: boolean): unknown {
    return leaveAwaiting(frame, state, this, shielded);
  }
}

function hidden(key: PropertyKey, value: unknown): void {
  Object.defineProperty(AsyncCoroutine.prototype, key, { value, configurable: true, writable: true });
}
hidden(KIND, ASYNC);
hidden(PASSES, settle);
hidden(Symbol.toStringTag, 'AsyncCoroutine');

/** Waits for a coroutine that somebody else runs: for one of a task's frames, or for the task that it heads. */
class Outcome implements Awaiter, WaitsForTask {
  protected readonly co: AsyncCoroutine;
  protected readonly observes: boolean = true;
  host = false;
  private waiter: Waiter | null = null;
  private headed: Task | null = null;
  constructor(co: AsyncCoroutine) {
    this.co = co;
  }
  ready(): boolean {
    return this.co.done;
  }
  suspend(waiter: Waiter): void {
    const { co } = this;
    if (co.done) return waiter.wake();
    const task = taskOf(co) as Task | null;
    if (task === null) throw awaitCycle(nameOf(co));
    const { link } = co;
    refuseCycle(task, waiter, link === task);
    this.waiter = waiter;
    this.host = isForeign(task);
    if (link === task) {
      this.headed = task;
      task.addJoiner(waiter, this.observes);
    } else if (isFrame(link)) {
      co.link = { caller: link, waiters: new Set([waiter]) } satisfies Shared;
    } else (link as Shared).waiters.add(waiter);
  }
  result(): unknown {
    return outcomeOf(this.co);
  }
  cancel(): void {
    const { waiter } = this;
    if (waiter === null) return;
    if (this.headed !== null) this.headed.removeJoiner(waiter, this.observes);
    else if (!this.co.done) (this.co.link as Shared).waiters.delete(waiter);
  }
  describe(): string {
    return nameOf(this.co);
  }
  get waitsFor(): Task | undefined {
    return (taskOf(this.co) as Task | null) ?? undefined;
  }
  get waitsForEnd(): boolean {
    return this.headed !== null;
  }
}

class End extends Outcome {
  protected override readonly observes = false;
  override result(): undefined {
    return undefined;
  }
}
