/**
 * Scopes that a body opens: `scope`, `supervisor`, `shield`, `withContext`. Each runs its body in place (in-place.ts).
 */
import type {
  Awaitable,
  Context,
  Runnable,
  ScopeOptions,
  Scope as ScopeType,
  SpawnOptions,
  TaskBody,
  Task as TaskType,
} from './api.ts';
import { askToCancel } from './asking.ts';
import { Performed } from './awaitable.ts';
import { scopeEnded, TimeoutError } from './errors.ts';
import type { Waiter } from './frame.ts';
import { InPlace, type InPlaceOptions, runningInPlace } from './in-place.ts';
import { checkLimits, duration, type OnFailure } from './scope.ts';
import { startTask } from './start-task.ts';
import type { Task } from './task.ts';

/** What a body holds of its scope. */
class Handle implements ScopeType {
  task: Task | null = null;

  private get open(): Task {
    if (this.task === null) throw scopeEnded('a scope');
    return this.task;
  }

  spawn<R>(what: Runnable<R>, { name, daemon }: SpawnOptions = {}): TaskType<R> {
    const { open } = this;
    return startTask(what, open.scheduler, open.children, name, 'spawn', daemon) as unknown as TaskType<R>;
  }

  cancel(reason?: unknown): void {
    askToCancel(this.open, reason);
  }

  get signal(): AbortSignal {
    return this.open.signal;
  }

  get cancelled(): boolean {
    return this.open.cancelling;
  }
}

/** A scope is opened anew for each performance. */
function opening<R>(
  kind: string,
  what: unknown,
  options: ScopeOptions,
  onOpen?: (task: Task) => void,
): Awaitable<R> {
  checkLimits(options, kind);
  const label = options.name === undefined ? kind : `${kind} ${options.name}`;
  return new Performed<R>(() => {
    const handle = new Handle();
    const prepare = (task: Task): void => {
      handle.task = task;
      onOpen?.(task);
    };
    return new InPlace({ ...options, label, what, arguments: [handle], prepare });
  });
}

/**
 * Runs the body in place, in a scope that ends when the body and all that it spawned have ended. The first failure cancels
 * the rest. Gives the body's value. Throws what the body or a child threw, or ScopeError (`scope-failed`) for several;
 * CancelledError (`cancelled`) after `s.cancel()`, unless the body had ended well or what encloses the scope is cancelled
 * too; TimeoutError (`timeout`) past the deadline. Trio's nursery, Kotlin's `coroutineScope`.
 */
export function scope<R>(body: TaskBody<R, [ScopeType]>, options: ScopeOptions = {}): Awaitable<R> {
  return opening('scope', body, options);
}

/**
 * A scope in which a child's failure leaves its siblings and the body alone: whoever awaits the child sees it. One that
 * nobody awaits when it ends goes to `onFailure`, or without that is reported as uncaught. A failure of the body itself
 * cancels the children, and is thrown. Kotlin's `supervisorScope`.
 */
export function supervisor<R>(
  body: TaskBody<R, [ScopeType]>,
  options: ScopeOptions & { onFailure?: (error: unknown, task: TaskType<unknown>) => void } = {},
): Awaitable<R> {
  const onFailure = options.onFailure as OnFailure | undefined;
  return opening('supervisor', body, options, (task) => {
    task.children.supervision = { onFailure };
  });
}

/** Not cancelled with its owner, and run to its end in a cancelled one. */
class Shielded extends InPlace {
  readonly shields = true;
  private readonly ms: number | undefined;

  constructor(options: InPlaceOptions, ms: number | undefined) {
    super(options);
    this.ms = ms;
  }

  override suspend(waiter: Waiter): Waiter {
    const next = super.suspend(waiter);
    const task = this.task as Task;
    const { ms } = this;
    if (ms !== undefined) {
      task.children.expire(task.scheduler.clock.now() + ms, () =>
        task.interrupt(new TimeoutError(this.options.label, ms)),
      );
    }
    return next;
  }

  /** Whoever wants it over, a race it loses for instance, waits for its end. */
  override cancel(reason?: unknown): true | void {
    const { task } = this;
    return task === null || task.owner?.forced ? super.cancel(reason) : true;
  }
}

/**
 * Runs the body in place, out of reach of cancellation: it begins and ends even in a cancelled task. After `timeout`
 * milliseconds TimeoutError (`timeout`) is thrown inside, where the body waits. Trio's shielded cancel scope, Kotlin's
 * `withContext(NonCancellable)`.
 */
export function shield<R>(body: TaskBody<R>, options: { timeout?: number } = {}): Awaitable<R> {
  const ms = duration(options.timeout, 'shield');
  return new Performed(() => new Shielded({ what: body, label: 'shield' }, ms));
}

/** Runs the body in place with the context set to the value, for it and for all that it spawns. */
export function withContext<T, R>(context: Context<T>, value: T, body: TaskBody<R>): Awaitable<R> {
  return runningInPlace({
    what: body,
    label: 'withContext',
    prepare(task) {
      task.context = { key: context, value, next: task.context };
    },
  });
}
