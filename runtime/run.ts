/**
 * The ways from plain code into tasks.
 */
import type { Runnable, ScopeOptions, SpawnOptions, TaskBody, Task as TaskType } from './api.ts';
import type { Clock } from './clock.ts';
import { Supervised } from './deadlock.ts';
import { nestedRun } from './errors.ts';
import { vm } from './frame.ts';
import { type Budget, defaultScheduler, Scheduler } from './scheduler.ts';
import { checkLimits } from './scope.ts';
import { coroutineOf, startTask } from './start-task.ts';
import type { Task } from './task.ts';

export interface RunOptions extends ScopeOptions {
  /** A clock of its own makes a scheduler of its own; so do `seed` and `budget`. */
  clock?: Clock;
  /** Cancels the run when aborted. */
  signal?: AbortSignal;
  /** Seeds fair selects and jitter. */
  seed?: number;
  /** Most steps, and milliseconds, before the host's loop gets its turn. */
  budget?: Budget;
}

/**
 * Runs `main` as a root task, and gives its outcome as a promise. It ends when everything it spawned has ended. Rejects with
 * what `main` throws, with ScopeError (`scope-failed`) for several failures, CancelledError (`cancelled`), TimeoutError
 * (`timeout`) past the deadline, NotCompiledError (`not-compiled`), DeadlockError (`deadlock`) when nothing is left that could
 * wake what waits, and with `nested-run` inside a coroutine of the same scheduler.
 */
export function run<R>(main: Runnable<R> | TaskBody<R>, options: RunOptions = {}): Promise<R> {
  return new Promise<R>((resolve, reject) => {
    const { clock, seed, budget, signal, name } = options;
    const isPrivate = clock !== undefined || seed !== undefined || budget !== undefined;
    const scheduler = isPrivate ? new Scheduler(clock, budget, seed) : defaultScheduler();
    if (vm.task !== null && (vm.task as Task).scheduler === scheduler) throw nestedRun();
    checkLimits(options, 'run');
    const task = startTask(coroutineOf(main), scheduler, null, name, 'run');
    task.limit(options);
    if (signal !== undefined) follow(task, signal);
    new Supervised(task, resolve as (value: unknown) => void, reject).begin();
  });
}

/** Cancels the task when the signal is aborted, and lets go of the signal when the task has ended. */
function follow(task: Task, signal: AbortSignal): void {
  const abort = (): void => void task.cancel(signal.reason);
  if (signal.aborted) abort();
  else {
    signal.addEventListener('abort', abort, { once: true });
    task.addJoiner({ wake: () => signal.removeEventListener('abort', abort) }, false);
  }
}

/**
 * A child of the innermost open scope of the running task, or from plain code a root task of the default scheduler. It runs
 * after the spawner suspends. Throws a TypeError at once for what is no coroutine (`not-a-coroutine`) or has been started
 * (`coroutine-*`).
 */
export function spawn<R>(what: Runnable<R> | TaskBody<R>, { name, daemon }: SpawnOptions = {}): TaskType<R> {
  const owner = vm.task as Task | null;
  const scheduler = owner?.scheduler ?? defaultScheduler();
  const head = coroutineOf(what);
  return startTask(head, scheduler, owner?.children ?? null, name, 'spawn', daemon) as unknown as TaskType<R>;
}

/** The task that runs now, if one does. */
export function currentTask(): TaskType<unknown> | undefined {
  let task = vm.task as Task | null;
  while (task !== null && task.owner !== null) task = task.owner;
  return (task ?? undefined) as TaskType<unknown> | undefined;
}
