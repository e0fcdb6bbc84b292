/**
 * What several things are waited for at once: a performance of each. A coroutine or a body that has not started runs in
 * place of a task, so that to cancel the performance is to cancel it; of everything else only the waiting ends.
 */
import { START } from './abi.ts';
import { Awaitable } from './awaitable.ts';
import { awaiterOf } from './awaiting.ts';
import { notACoroutine, typeError } from './errors.ts';
import { ASYNC, type Awaiter, type Frame, GENERATOR, kindOf, PERFORM, type TaskContext } from './frame.ts';
import { InPlace } from './in-place.ts';
import { PromiseAwaiter } from './promise.ts';
import { nameOf } from './status.ts';

const following: Pick<TaskContext, 'adopt'> = {
  adopt: (thenable) => new PromiseAwaiter(null).of(thenable),
};

/** `label` is what a body is called. Throws `not-a-coroutine` for what cannot be waited for. */
export function performanceOf(source: unknown, label: string): Awaiter {
  if (source instanceof Awaitable) return source[PERFORM]();
  const kind = kindOf(source);
  if (typeof source === 'function') return new InPlace({ what: source, label });
  const { state, leaf } = Object(source) as Frame;
  // One that is spawned already, even if it has not begun, is waited for.
  if (kind === GENERATOR || (kind === ASYNC && state === START && leaf === source))
    return new InPlace({ what: source, label: nameOf(source as Frame) });
  const awaiter = awaiterOf(source, following);
  if (awaiter === null) throw notACoroutine('await', source);
  return awaiter;
}

/** What is waited for at once, as it was given. Throws `bad-argument` for a set, a single coroutine, and whatever else is no array and no object. */
export function severalOf<T>(given: T, name: string): T {
  if (typeof given !== 'object' || given === null || (Symbol.iterator in given && !Array.isArray(given)))
    throw typeError('bad-argument', `${name} takes an array or an object of what is to be waited for`);
  return given;
}
