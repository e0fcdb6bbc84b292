/**
 * Generators, exactly as ES2025 27.5 has them. A generator object inherits from its function's `prototype` and carries
 * its frame in a private field, which is its brand: no own keys, and nobody can forge it.
 *
 *   start ──next──► running ──yield──► suspended ──next──► … ──► done
 *                      └── yield* ──► delegating: results of the delegate pass through as they are
 */
import { DONE, EXIT, NEXT, RETURN, RUNNING, START, THROW, UNWIND } from '../abi.ts';
import { isObject } from '../language/iteration.ts';
import {
  apply,
  DELEGATING,
  delegateTo,
  Frame,
  handles,
  invoke,
  type Mode,
  openIterator,
  release,
  requireResult,
  type Step,
} from './frame.ts';
import type { Holder } from './holder.ts';
import { type GeneratorMethods, makeIntrinsics, nativeGenerator, nativeMethods } from './intrinsics.ts';

/** A class whose constructor gives back what it was given, so that a subclass can put private fields on it. */
export class Bearer {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what it is for
    return object;
  }
}

class Generator extends Bearer {
  readonly #frame: Frame;

  constructor(object: object, frame: Frame) {
    super(object);
    this.#frame = frame;
  }

  /** Asking `#frame in value` first would be a second search, where objects have as many shapes as functions made them. */
  static frameOf(value: unknown): Frame | null {
    try {
      return (value as Generator).#frame;
    } catch {
      return null;
    }
  }
}

const { frameOf } = Generator;

/** As it is at the start: a program may replace it. */
const { create } = Object;

const methods: GeneratorMethods = {
  next(value) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeMethods.next, this, [value]) : resume(frame, NEXT, value);
  },
  return(value) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeMethods.return, this, [value]) : resume(frame, RETURN, value);
  },
  throw(error) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeMethods.throw, this, [error]) : resume(frame, THROW, error);
  },
};

export const { functions: GeneratorFunctionPrototype, objects: GeneratorPrototype } =
  /* @__PURE__ */ makeIntrinsics(methods, nativeGenerator, 'Generator');

/** What a compiled generator function returns: ES2025 27.5.3.1 GeneratorStart, 10.1.14 GetPrototypeFromConstructor. */
export function generator(holder: Holder, step: Step): object {
  const { prototype } = holder.fn;
  return new Generator(
    create(isObject(prototype) ? prototype : GeneratorPrototype) as object,
    new Frame(step),
  );
}

/** The exit for `yield*`. The operand is opened where the `yield*` stands, for it may fail there. */
export function yieldFrom(frame: Frame, state: number, iterable: unknown): void {
  const method = (iterable as Iterable<unknown>)[Symbol.iterator];
  const delegate = openIterator(method, iterable, 'Symbol.iterator');
  if (delegate.next === methods.next) delegate.own = frameOf(delegate.iterator);
  delegateTo(frame, state, delegate);
}

/** ES2025 27.5.3.3 GeneratorResume and 27.5.3.4 GeneratorResumeAbrupt. */
function resume(frame: Frame, mode: Mode, value: unknown): unknown {
  const { state } = frame;
  if (state >= START && (mode === NEXT || (state > START && handles(frame.step))))
    return run(frame, state, mode, value);
  if (state === DELEGATING) return delegated(frame, mode, value);
  if (state === RUNNING) throw new TypeError('Generator is already running');
  frame.state = DONE;
  release(frame);
  if (mode === THROW) throw value;
  return { value: mode === RETURN ? value : undefined, done: true };
}

function run(frame: Frame, state: number, mode: Mode, value: unknown): unknown {
  let out: unknown;
  frame.state = RUNNING;
  try {
    out = frame.step(frame, mode === NEXT ? state : ~state, value, mode);
  } catch (error) {
    frame.state = DONE;
    release(frame);
    throw error;
  }
  const left = frame.state;
  if (left >= 0) return { value: out, done: false };
  if (left === EXIT) return delegated(frame, NEXT, undefined);
  frame.state = DONE;
  release(frame);
  if (left === UNWIND && mode === THROW) throw out;
  return { value: out, done: true };
}

/** ES2025 15.5.5, `yield*`: the loop's body, for a completion received. */
function delegated(frame: Frame, received: Mode, argument: unknown): unknown {
  const { iterator, next, own } = frame.delegate!;
  let mode = received;
  let value = argument;
  frame.state = RUNNING;
  try {
    let result: unknown;
    if (mode === NEXT) {
      if (own !== null) result = resume(own, NEXT, value);
      else result = invoke(next, iterator, [value]);
    } else if (mode === THROW) {
      const raise = iterator.throw;
      if (raise === undefined || raise === null) throw missingThrow(iterator.return, iterator);
      result = invoke(raise, iterator, [value]);
    } else {
      const close = iterator.return;
      if (close === undefined || close === null) return leave(frame, RETURN, value);
      result = invoke(close, iterator, [value]);
    }
    requireResult(result);
    if (!result.done) {
      frame.state = DELEGATING;
      return result;
    }
    value = result.value;
    if (mode === THROW) mode = NEXT;
  } catch (error) {
    mode = THROW;
    value = error;
  }
  return leave(frame, mode, value);
}

function leave(frame: Frame, mode: Mode, value: unknown): unknown {
  frame.delegate = null;
  frame.state = frame.resume;
  return resume(frame, mode, value);
}

/** The delegate is closed first; what goes wrong in that comes instead (ES2025 7.4.11 IteratorClose). */
function missingThrow(close: unknown, iterator: unknown): TypeError {
  if (close !== undefined && close !== null) requireResult(invoke(close, iterator, []));
  return new TypeError("The iterator does not provide a 'throw' method.");
}
