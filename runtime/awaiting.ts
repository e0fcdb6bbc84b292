/**
 * What `await x` means for x: an operation performs itself, a coroutine that somebody runs is waited for, a thenable is
 * adopted by the task, and everything else is its own result, at once.
 */
import { type Awaiter, kindOf, PERFORM, PULL, type TaskContext } from './frame.ts';

export function awaiterOf(target: unknown, task: TaskContext | null): Awaiter | null {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return null;
  const kind = kindOf(target);
  if (kind === PULL) return null;
  const perform = (target as { [PERFORM]?: () => Awaiter })[PERFORM];
  if (perform !== undefined) return perform.call(target);
  const then = (target as { then?: unknown }).then;
  if (typeof then !== 'function') return null;
  return task === null ? new Unawaitable() : task.adopt(target as PromiseLike<unknown>);
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
