/**
 * %AsyncFromSyncIteratorPrototype%: how `yield*` of an async generator and `for await` go over what is only iterable
 * (ES2025 27.1.6). Each method gives a native promise; the value of a result is awaited natively, which is the one job
 * that the specification has there.
 */
import { invoke, type Methods, requireResult } from './frame.ts';

export class AsyncFromSyncIterator implements Methods {
  readonly #iterator: Methods;
  readonly #next: unknown;

  constructor(iterator: Methods, next: unknown) {
    this.#iterator = iterator;
    this.#next = next;
  }

  async next(...args: unknown[]): Promise<unknown> {
    const result = invoke(this.#next, this.#iterator, args);
    requireResult(result);
    const done = Boolean(result.done);
    const value = result.value;
    try {
      return { value: await value, done };
    } catch (error) {
      if (!done) this.#closeAfterError();
      throw error;
    }
  }

  async return(...args: unknown[]): Promise<unknown> {
    const close = this.#iterator.return;
    if (close === undefined || close === null) return { value: args[0], done: true };
    const result = invoke(close, this.#iterator, args);
    requireResult(result);
    const done = Boolean(result.done);
    return { value: await result.value, done };
  }

  async throw(...args: unknown[]): Promise<unknown> {
    const raise = this.#iterator.throw;
    if (raise === undefined || raise === null) {
      const close = this.#iterator.return;
      if (close !== undefined && close !== null) requireResult(invoke(close, this.#iterator, []));
      throw new TypeError("The iterator does not provide a 'throw' method.");
    }
    const result = invoke(raise, this.#iterator, args);
    requireResult(result);
    const done = Boolean(result.done);
    const value = result.value;
    try {
      return { value: await value, done };
    } catch (error) {
      if (!done) this.#closeAfterError();
      throw error;
    }
  }

  #closeAfterError(): void {
    try {
      const close = this.#iterator.return;
      if (close !== undefined && close !== null) invoke(close, this.#iterator, []);
    } catch {
      // The first error stands.
    }
  }
}
