/**
 * The frame of a function compiled with `functions: 'all'`: the step contract of runtime/abi.ts, with ECMAScript's own
 * functions on top of it. No delegation chain, no sessions, no tasks: nothing here knows of the scheduler.
 *
 * In a generator the plain way to leave is `yield`; in the async kinds it is `await`, and an async generator yields by
 * an exit. `yield*` is an exit in both kinds of generator.
 */
import { EXIT, START } from '../abi.ts';
import { describe, isObject } from '../language/iteration.ts';

export type Mode = 0 | 1 | 2;
export type Step = (frame: Frame, state: number, value: unknown, mode?: Mode) => unknown;

/** Suspended in `yield*`: the next resumption goes to the delegate first. */
export const DELEGATING = -6;
/** Left by `yield` of an async generator. */
export const YIELDED = -7;

/** What `yield*` keeps: ECMAScript's iterator record, without [[Done]] (ES2025 7.4.1). `next` is read once. */
export interface Delegate {
  readonly iterator: Methods;
  readonly next: unknown;
  /** The delegate's frame, where it is a compiled generator whose `next` is the intrinsic one. */
  own: Frame | null;
}

export interface Methods {
  readonly next?: unknown;
  readonly throw?: unknown;
  readonly return?: unknown;
}

export class Frame {
  step: Step;
  state: number = START;
  /** Where an exit resumes. */
  resume = 0;
  delegate: Delegate | null = null;

  constructor(step: Step) {
    this.step = step;
  }
}

/** Whether a generator's step can be entered by an abrupt completion: one that handles none has no `mode`. */
export function handles(step: Step): boolean {
  return step.length > 3;
}

export const { apply } = Reflect;

/** Calls a method found on an iterator; that it can be called is found out only now. */
export function invoke(method: unknown, receiver: unknown, args: unknown[]): unknown {
  if (typeof method !== 'function') throw new TypeError(`${describe(method)} is not a function`);
  return apply(method, receiver, args);
}

export function requireResult(result: unknown): asserts result is { done?: unknown; value?: unknown } {
  if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`);
}

/** ES2025 7.4.3 GetIteratorFromMethod. */
export function openIterator(method: unknown, iterable: unknown, key: string): Delegate {
  const iterator = invokeIteratorMethod(method, iterable, key);
  return { iterator, next: iterator.next, own: null };
}

function invokeIteratorMethod(method: unknown, iterable: unknown, key: string): Methods {
  if (typeof method !== 'function') {
    const kind = key === 'Symbol.asyncIterator' ? 'async iterable' : 'iterable';
    throw new TypeError(`${describe(iterable)} is not ${kind}`);
  }
  const iterator: unknown = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError(`Result of the ${key} method is not an object`);
  return iterator;
}

/** Leaves a step for `yield*`. */
export function delegateTo(frame: Frame, resume: number, delegate: Delegate): void {
  frame.delegate = delegate;
  frame.resume = resume;
  frame.state = EXIT;
}

/** A frame that has ended keeps nothing of its function alive. */
export function release(frame: Frame): void {
  frame.step = ended;
  frame.delegate = null;
}

function ended(): undefined {
  return undefined;
}
