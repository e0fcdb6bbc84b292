/**
 * What `for-of` and array patterns keep of an iterator in compiled code: ECMAScript's iterator record, with `finished` in
 * place of its [[Done]] (ES2025 7.4.1, 7.4.10 IteratorStepValue, 7.4.11 IteratorClose).
 */
export class Iteration<T> {
  /** The element of the last `step`. */
  value: T | undefined = undefined;
  private readonly iterator: Iterator<T>;
  private readonly advance: Iterator<T>['next'];
  /** It has ended or failed by itself: there is nothing to close. */
  private finished = false;

  constructor(iterator: Iterator<T>) {
    this.iterator = iterator;
    this.advance = iterator.next;
  }

  /** Goes to the next element; false at the end. `done` is read before `value`, each once. */
  step(): boolean {
    this.finished = true;
    const result = apply(this.advance, this.iterator, []) as IteratorResult<T>;
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`);
    if (result.done) {
      this.value = undefined;
      return false;
    }
    this.value = result.value;
    this.finished = false;
    return true;
  }

  /** The next element, or undefined past the end: what an element of an array pattern takes. */
  next(): T | undefined {
    return !this.finished && this.step() ? this.value : undefined;
  }

  /** All elements that are left: what the rest of an array pattern takes. */
  rest(): T[] {
    const list: T[] = [];
    while (!this.finished && this.step()) list[list.length] = this.value as T;
    return list;
  }

  /** Closes after a completion that is no throw: what goes wrong in `return()` is thrown. */
  close(): void {
    if (this.finished) return;
    this.finished = true;
    const { iterator } = this;
    const close = iterator.return;
    if (close === undefined || close === null) return;
    const result: unknown = apply(close, iterator, []);
    if (!isObject(result)) throw new TypeError(`${describe(result)} is not an object`);
  }

  /** Closes after a throw, and gives the error back to be thrown on: it wins over whatever `return()` does. */
  fail(error: unknown): unknown {
    if (this.finished) return error;
    this.finished = true;
    try {
      const { iterator } = this;
      const close = iterator.return;
      if (close !== undefined && close !== null) apply(close, iterator, []);
    } catch {
      // The first error stands.
    }
    return error;
  }
}

/** ES2025 7.4.4 GetIterator for a synchronous one. */
export function iterate<T>(iterable: Iterable<T>): Iteration<T> {
  const method = iterable[Symbol.iterator];
  if (typeof method !== 'function') throw new TypeError(`${describe(iterable)} is not iterable`);
  const iterator: unknown = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object');
  return new Iteration(iterator as unknown as Iterator<T>);
}

const { apply } = Reflect;

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A value in an error's text, without running any code of it. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
