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
  const shielded = vm.shielded || run.shield !== null;
  if ((target as PullRequest)[KIND] === PULL) return (target as PullRequest).enter(run, target, task);
  try {
    const awaiter = awaiterOf(target, task ?? null);
    if (awaiter === null) run.injected = target;
    else if (awaiter.ready()) run.injected = awaiter.result();
    else if (!task) throw outsideTask(nameOf(run.leaf), awaiter.describe());
    else {
      const kept = shielded || awaiter.shields === true;
      if (task.cancelling && (task.forced || !kept)) {
        awaiter.cancel(task.reason);
        run.entry = RETURN;
        run.returning = run.leaf;
        // Not in a clean-up, or it would be shielded: whatever closing threw here has been caught.
        run.hurt = null;
        markCancelled(run.root);
      } else {
        task.shielded = kept;
        task.awaiter = awaiter;
        run.root.leaf = AWAITING;
        const next = awaiter.suspend(task);
        if (next) task.handOff(next);
        return true;
      }
    }
  } catch (e) {
    vm.debug?.threw(e, run.leaf, true);
    if (task) task.awaiter = null;
    run.entry = THROW;
    run.injected = e;
  }
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
