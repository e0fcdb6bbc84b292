/**
 * `yield* target`: a coroutine's frames join the chain, a request goes to the driver, any other iterable gets a frame that
 * iterates it. However deep the chain, a resume enters its innermost frame directly.
 */
import { DONE, NEXT, THROW, UNWIND } from './abi.ts';
import { Coroutine } from './coroutine.ts';
import { enterDelegate } from './delegating.ts';
import { iteratorResult, iteratorWithoutThrow, notIterable } from './errors.ts';
import { ASYNC_GENERATOR, type Frame, GENERATOR, KIND, kindOf, push, vm } from './frame.ts';
import { isRequest, isSignal, REQUEST } from './operation.ts';
import { walk } from './walk.ts';

const { apply } = Reflect;

/** How an async generator delegates; its prototype has the method (async-generator.ts), so that the core is free of it. */
export const DELEGATES: unique symbol = Symbol('stackless.delegates') as never;
export interface AsyncDelegator extends Frame {
  [DELEGATES](state: number, target: unknown, shielded: boolean): unknown;
}

/** The exit for `yield* target`. */
export function delegate(frame: Frame, state: number, target: unknown, shielded = false): unknown {
  if (vm.debug !== null) vm.debug.suspends(frame, delegate);
  vm.walk ??= walk;
  const isAsync = frame[KIND] === ASYNC_GENERATOR;
  // By its class first: what has none of ours is looked up in any number of shapes.
  if (!isAsync && (target instanceof Coroutine || kindOf(target) === GENERATOR))
    return enterDelegate(frame, state, target as Frame, shielded);
  if (isRequest(target)) return target[REQUEST](frame, state, shielded);
  if (isAsync) return (frame as AsyncDelegator)[DELEGATES](state, target, shielded);
  const method = (target as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator];
  if (typeof method !== 'function') throw notIterable(target);
  return push(frame, state, iterate(apply(method, target, []) as Iterator<unknown>), shielded);
}

/** A frame that does what `yield*` does with an iterator: ES2025 15.5.5, step 5 on. `next` is read once. */
export function iterate(iterator: Iterator<unknown>): Coroutine {
  if (!isObject(iterator)) throw iteratorResult(iterator);
  const next = iterator.next;
  let closing = false;
  return new Coroutine((frame, state, value, mode) => {
    let result: IteratorResult<unknown, unknown>;
    if (mode === NEXT) result = apply(next, iterator, [value as never]);
    else if (mode === THROW) {
      const raise = iterator.throw;
      if (raise === undefined || raise === null) throw missingThrow(iterator);
      result = apply(raise, iterator, [value]);
    } else {
      closing = true;
      const close = iterator.return;
      if (close === undefined || close === null) {
        frame.state = UNWIND;
        return value;
      }
      result = apply(close, iterator, [value as never]);
    }
    return take(frame, state, result, closing);
  });
}

/** What an iterator gave, as a step leaves with it: its end, a request that native code made, or a value to yield. */
export function take(
  frame: Frame,
  _state: number,
  result: IteratorResult<unknown, unknown>,
  shielded: boolean,
): unknown {
  if (!isObject(result)) throw iteratorResult(result);
  const done = result.done;
  const value = result.value;
  if (done) {
    frame.state = DONE;
    return value;
  }
  if (isSignal(value)) return value.request[REQUEST](frame, 1, shielded);
  frame.state = 1;
  return value;
}

function isObject(x: unknown): boolean {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** The iterator is closed first (ES2025 15.5.5, step 7.b.iii); an error of its `return` comes instead. */
function missingThrow(iterator: Iterator<unknown>): TypeError {
  const close = iterator.return;
  if (close !== undefined && close !== null) {
    const result: unknown = apply(close, iterator, []);
    if (!isObject(result)) return iteratorResult(result);
  }
  return iteratorWithoutThrow();
}
