/**
 * What `for await` keeps of an iterator in compiled code. The awaiting is the emitted code's, since that is where a
 * coroutine suspends (ES2025 14.7.5.7 with iteratorKind async; 27.1.6 AsyncFromSyncIterator).
 *
 *   it = asyncIterate(xs); loop: r = await it.next(); if (it.done(r)) break; x = it.value; …
 *   on the way out: if (it.closes()) it.closed(await it.return())
 */
import { PULLS } from '../frame.ts';
import { describe, isObject } from './iteration.ts';

export class AsyncIteration<T> {
  /** The element of the last `next`. */
  value: T | undefined = undefined;
  private readonly iterator: AsyncIterator<T> | Iterator<T>;
  private readonly advance: (...args: []) => unknown;
  private readonly isSync: boolean;
  /** A synchronous iterator's last result: what is awaited is its value alone. */
  private syncDone = false;
  private closeMethod: unknown = undefined;

  constructor(iterator: AsyncIterator<T> | Iterator<T>, isSync: boolean) {
    this.iterator = iterator;
    this.advance = iterator.next as (...args: []) => unknown;
    this.isSync = isSync;
  }

  /** Asks for the next element: what comes back is to be awaited, and given to `done`. */
  next(): unknown {
    const result = apply(this.advance, this.iterator, []);
    return this.isSync ? this.valueOf(result) : result;
  }

  /** Takes what `next` was awaited to; true at the end. */
  done(result: unknown): boolean {
    if (this.isSync) {
      this.value = this.syncDone ? undefined : (result as T);
      return this.syncDone;
    }
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`);
    const { done } = result as IteratorResult<T>;
    if (done) return true;
    this.value = (result as IteratorResult<T>).value;
    return false;
  }

  /** Reads the iterator's `return` method: whether there is anything to call. */
  closes(): boolean {
    this.closeMethod = this.iterator.return;
    return this.closeMethod !== undefined && this.closeMethod !== null;
  }

  /** Calls it: what comes back is to be awaited, and given to `closed`. */
  return(): unknown {
    const result: unknown = apply(this.closeMethod as () => unknown, this.iterator, []);
    return this.isSync ? this.valueOf(result) : result;
  }

  closed(result: unknown): void {
    if (!this.isSync && !isObject(result)) throw new TypeError(`${describe(result)} is not an object`);
  }

  private valueOf(result: unknown): unknown {
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`);
    this.syncDone = Boolean((result as IteratorResult<unknown>).done);
    return (result as IteratorResult<unknown>).value;
  }
}

const { apply } = Reflect;

/** ES2025 7.4.4 GetIterator for an asynchronous one; without the method, the synchronous one takes its place. */
export function asyncIterate<T>(iterable: AsyncIterable<T> | Iterable<T>): AsyncIteration<T> {
  const method = (iterable as AsyncIterable<T>)[Symbol.asyncIterator];
  if (method !== undefined && method !== null)
    return new AsyncIteration(open<AsyncIterator<T>>(method, iterable), false);
  const sync = (iterable as Iterable<T>)[Symbol.iterator];
  return new AsyncIteration(open<Iterator<T>>(sync, iterable), true);
}

function open<I>(method: unknown, iterable: unknown): I {
  if (typeof method !== 'function') throw new TypeError(`${describe(iterable)} is not async iterable`);
  const iterator: unknown = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
  // One of ours is entered in the task that pulls it, without a promise.
  const ours = (iterator as { [PULLS]?: () => unknown })[PULLS];
  return (ours === undefined ? iterator : apply(ours, iterator, [])) as I;
}
