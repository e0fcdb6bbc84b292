/**
 * What `await x` means for x: an operation performs itself, a coroutine that somebody runs is waited for, a thenable is
 * adopted by the task, and everything else is its own result, at once.
 */
import { type Awaiter, PERFORM, type TaskContext } from './frame.ts';

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
