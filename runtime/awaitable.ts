/**
 * Operations that are thenables too: `await op` types alike in compiled and in native code. In a coroutine the driver
 * performs them; `then`, called by plain code, performs them for a promise.
 */
import type { Awaiter } from './frame.ts';
import { PERFORM } from './frame.ts';
import { OperationRequest } from './operation.ts';

export abstract class Awaitable<T> extends OperationRequest<T> implements PromiseLike<T> {
  // biome-ignore lint/suspicious/noThenProperty: an awaitable is a thenable on purpose
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return promiseOf(() => this[PERFORM]()).then(onValue, onError);
  }

  // An iterator's `next` gives a promise, by its type.
  catch<B = never>(onError?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onError);
  }

  finally(onEnd?: (() => void) | null): Promise<T> {
    return this.then().finally(onEnd);
  }
}

/** One performance as a promise. */
export function promiseOf<T>(perform: () => Awaiter<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const awaiter = perform();
    const settle = (): void => {
      try {
        resolve(awaiter.result());
      } catch (e) {
        reject(e);
      }
    };
    if (awaiter.ready()) settle();
    else awaiter.suspend({ wake: settle })?.wake();
  });
}

/** An operation that is told how it is performed. */
export class Performed<T> extends Awaitable<T> {
  private readonly perform: () => Awaiter;
  constructor(perform: () => Awaiter) {
    super();
    this.perform = perform;
  }
  override [PERFORM](): Awaiter<T> {
    return this.perform() as Awaiter<T>;
  }
}
