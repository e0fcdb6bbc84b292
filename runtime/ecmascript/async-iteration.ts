/**
 * What `for await` keeps of an iterator (ES2025 7.4.4 GetIterator with kind async, 14.7.5.7). The awaiting is the emitted
 * code's: what `next` and `return` give is awaited there, and given to `done` and `closed`.
 */
import { isObject } from '../language/iteration.ts';
import { AsyncFromSyncIterator } from './async-from-sync.ts';
import { type Delegate, invoke, type Methods, openIterator, requireResult } from './frame.ts';

export class AsyncIteration {
  /** The element of the last `next`. */
  value: unknown = undefined;
  readonly #iterator: Methods;
  readonly #next: unknown;
  #close: unknown = undefined;

  constructor({ iterator, next }: Delegate) {
    this.#iterator = iterator;
    this.#next = next;
  }

  next(): unknown {
    return invoke(this.#next, this.#iterator, []);
  }

  /** Takes what `next` was awaited to; true at the end. */
  done(result: unknown): boolean {
    requireResult(result);
    if (result.done) return true;
    this.value = result.value;
    return false;
  }

  /** Reads the iterator's `return` method: whether there is anything to call. */
  closes(): boolean {
    this.#close = this.#iterator.return;
    return this.#close !== undefined && this.#close !== null;
  }

  return(): unknown {
    return invoke(this.#close, this.#iterator, []);
  }

  closed(result: unknown): void {
    if (!isObject(result)) throw new TypeError(`${String(result)} is not an object`);
  }
}

export function forAwait(iterable: unknown): AsyncIteration {
  return new AsyncIteration(openAsyncIterator(iterable));
}

export function openAsyncIterator(iterable: unknown): Delegate {
  const method = (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator] as unknown;
  if (method !== undefined && method !== null) return openIterator(method, iterable, 'Symbol.asyncIterator');
  const sync = openIterator((iterable as Iterable<unknown>)[Symbol.iterator], iterable, 'Symbol.iterator');
  const iterator = new AsyncFromSyncIterator(sync.iterator, sync.next);
  return { iterator, next: iterator.next, own: null };
}
