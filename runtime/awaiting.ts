/**
 * What `await x` means for x: an operation performs itself, a coroutine that somebody runs is waited for, a thenable is
 * adopted by the task, and everything else is its own result, at once.
 */
import { RETURN, THROW } from './abi.ts';
import { outsideTask } from './errors.ts';
import {
  ASYNC_GENERATOR,
  AWAITING,
  type Awaiter,
  DELEGATED,
  type Exit,
  type Frame,
  KIND,
  type Mode,
  PERFORM,
  type Progress,
  PULL,
  type Pulls,
  type TaskContext,
  vm,
} from './frame.ts';
import { nameOf } from './status.ts';

/** As they are at the start: a program may replace them. */
const { apply } = Reflect;
const NativePromise = Promise;

export function awaiterOf(target: unknown, task: Pick<TaskContext, 'adopt'> | null): Awaiter | null {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return null;
  if (target instanceof NativePromise) return task === null ? new Unawaitable() : task.adopt(target);
  const perform = (target as { [PERFORM]?: () => Awaiter })[PERFORM];
  if (perform !== undefined) return apply(perform, target, []) as Awaiter;
  const promise = followed(target);
  if (promise === null) return null;
  return task === null ? new Unawaitable() : task.adopt(promise);
}

/** Another thenable: its `then` is read now, once, and called in a job of its own (ES2025 27.2.1.3.2). */
function followed(target: object): PromiseLike<unknown> | null {
  const then = (target as { then?: unknown }).then;
  if (typeof then !== 'function') return null;
  const call = (resolve: unknown, reject: unknown): unknown => apply(then, target, [resolve, reject]);
  // biome-ignore lint/suspicious/noThenProperty: stands in for the thenable, whose own `then` must not be read again
  return { then: call } as PromiseLike<unknown>;
}

/** A thenable where there is no task: the driver refuses it. */
class Unawaitable implements Awaiter {
  ready(): boolean {
    return false;
  }
  suspend(): void {}
  result(): unknown {
    return undefined;
  }
  cancel(): void {}
  describe(): string {
    return 'a promise';
  }
}

/** A request to an async generator, made by `for await` in a coroutine: the generator is entered in place. */
export interface PullRequest {
  readonly [KIND]: typeof PULL;
  readonly enter: Exit;
  readonly generator: Frame;
  readonly mode: Mode;
  readonly value: unknown;
}

/** The exit of an `await` that may take time. */
export function awaits(run: Progress, target: unknown, task?: TaskContext): boolean | void {
  const { shielded } = vm;
  if ((target as PullRequest)[KIND] === PULL) return (target as PullRequest).enter(run, target, task);
  try {
    const awaiter = awaiterOf(target, task ?? null);
    if (awaiter === null) run.injected = target;
    else if (awaiter.ready()) run.injected = awaiter.result();
    else {
      vm.shielded = shielded;
      return parks(run, awaiter, task);
    }
  } catch (e) {
    fails(run, e);
  }
}

/** The exit of one that does: what is waited for is not ready. */
export function parks(run: Progress, target: unknown, task?: TaskContext): boolean | void {
  const awaiter = target as Awaiter;
  try {
    if (!task) throw outsideTask(nameOf(run.leaf), awaiter.describe());
    const shielded = vm.shielded || run.shield !== null || awaiter.shields === true;
    if (task.cancelling && (task.forced || !shielded)) {
      awaiter.cancel(task.reason);
      run.entry = RETURN;
      run.returning = run.leaf;
      // Not in a clean-up, or it would be shielded: whatever closing threw here has been caught.
      run.hurt = null;
      markCancelled(run.root);
    } else {
      task.shielded = shielded;
      task.awaiter = awaiter;
      run.root.leaf = AWAITING;
      const next = awaiter.suspend(task);
      if (next) task.handOff(next);
      return true;
    }
  } catch (e) {
    if (task) task.awaiter = null;
    fails(run, e);
  }
}

/** The exit of an `await` of an async coroutine that has not started: it becomes a frame on top of the one that awaits. */
export function calls(run: Progress, target: unknown): void {
  const callee = target as Frame;
  if (vm.shielded) run.shield ??= run.leaf;
  callee.leaf = DELEGATED;
  callee.link = run.leaf;
  run.leaf = callee;
}

/** What began others on the native stack, and has to wait with them: the innermost frame, and its exit (awaited.ts). */
export const begun: { frame: Frame | null; exit: Exit } = { frame: null, exit: calls };

/** The exit of the outermost of those. */
export function waits(run: Progress, target: unknown, task?: TaskContext): boolean | void {
  run.leaf = begun.frame as Frame;
  begun.frame = null;
  return begun.exit(run, target, task);
}

function fails(run: Progress, error: unknown): void {
  vm.debug?.threw(error, run.leaf, true);
  run.entry = THROW;
  run.injected = error;
}

/** A cancelled task returns out of every generator it pulls, and on in the puller. */
export function markCancelled(root: Frame): void {
  for (let at = root; at[KIND] === ASYNC_GENERATOR; ) {
    const pulls = at.link as Pulls;
    if (pulls.puller === null) return;
    pulls.cancelled = true;
    at = pulls.root as Frame;
  }
}
