import type { AsyncCoroutine, Body, Coroutine, CoroutineOf, Operation } from './api.ts';
import { isCoroutine as isOne } from './coroutine.ts';
import { markAtRuntime, wrapGenerator } from './native.ts';
import { Transfer } from './transfer.ts';

/**
 * Marks a function as a coroutine: the compiler rewrites it to a state machine. The types are those of the function, its
 * generator as a `Coroutine`, its promise as an `AsyncCoroutine`.
 *
 * Not compiled, a generator function runs on a native generator, with one warning (`STACKLESS_NOT_COMPILED`); an async one
 * throws NotCompiledError (`not-compiled`) when called. Throws `mark-target` for what is no such function.
 *
 * As a decorator on a method (2023-11 and experimentalDecorators) it does the same to the method.
 */
export function coroutine<F extends Body>(body: F, context: ClassMethodDecoratorContext<any, F>): F;
export function coroutine<F extends Body>(
  prototype: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<F>,
): void;
export function coroutine<This, A extends unknown[], G extends Generator<any, any, any>>(
  body: (this: This, ...args: A) => G,
): (this: This, ...args: A) => CoroutineOf<G>;
export function coroutine<This, A extends unknown[], G extends AsyncGenerator<any, any, any>>(
  body: (this: This, ...args: A) => G,
): (this: This, ...args: A) => CoroutineOf<G>;
export function coroutine<This, A extends unknown[], G extends Promise<any>>(
  body: (this: This, ...args: A) => G,
): (this: This, ...args: A) => CoroutineOf<G>;
export function coroutine(body: unknown, context?: unknown, descriptor?: PropertyDescriptor): any {
  return markAtRuntime(body, context, descriptor);
}

type Next<C> =
  C extends Generator<any, any, infer N> ? (undefined extends N ? [value?: N] : [value: N]) : never;

/**
 * `yield* transfer(target, value)`: suspends the running coroutine and runs `target` in its place; the native stack does
 * not grow. What comes back is what somebody transfers to this coroutine. Illegal transfers throw a TypeError at the
 * `yield*`, and change nothing: `coroutine-suspended`, `-running`, `-normal`, `-delegated`, `-awaiting`, `-done`,
 * `-encloses`, `-async`, `transfer-while-closing`.
 */
export function transfer<C extends Coroutine<any, any, any>>(target: C, ...value: Next<C>): Operation<any>;
export function transfer<T = never>(
  target: Coroutine<any, any, any>,
  ...value: [T] extends [never] ? [never] : [value?: unknown]
): Operation<T>;
export function transfer(target: unknown, value?: unknown): Operation<never> {
  return new Transfer(target, value) as unknown as Operation<never>;
}

/** A generator of any making (a method with the directive, say) as the coroutine it is, or wrapped in one. */
export function asCoroutine<Y, R, N>(generator: Generator<Y, R, N>): Coroutine<Y, R, N> {
  return wrapGenerator(generator) as Coroutine<Y, R, N>;
}

/** Whether something is a coroutine, from whichever copy of the runtime. */
export function isCoroutine(x: unknown): x is Coroutine | AsyncCoroutine<unknown> {
  return isOne(x);
}
