/**
 * Async generators, exactly as ES2025 27.6 has them: requests queue, one at a time is served, and every `await` is a
 * native one, so that promise jobs come in the native number and order.
 *
 *   start ──request──► running ──yield──► suspended ──request──► … ──► draining ──► done
 *                        └── the next request is there already: goes on at once
 */
import { DONE, EXIT, NEXT, RETURN, RUNNING, START, THROW, UNWIND } from '../abi.ts';
import { isObject } from '../language/iteration.ts';
import { openAsyncIterator } from './async-iteration.ts';
import {
  apply,
  DELEGATING,
  delegateTo,
  Frame,
  handles,
  invoke,
  type Mode,
  release,
  requireResult,
  type Step,
  YIELDED,
} from './frame.ts';
import { Bearer } from './generator.ts';
import type { Holder } from './holder.ts';
import {
  type GeneratorMethods,
  makeIntrinsics,
  nativeAsyncGenerator,
  nativeAsyncMethods,
} from './intrinsics.ts';

/** ES2025 27.6.3.1: an AsyncGeneratorRequest record. */
interface Request {
  readonly mode: Mode;
  readonly value: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** The one behind it in the queue. */
  next: Request | null;
}

/** `draining-queue`: the body has ended, and what waits is answered one by one. */
const DRAINING = -8;

class AsyncFrame extends Frame {
  /** The request that is served, or the next to be. */
  first: Request | null = null;
  last: Request | null = null;
}

class AsyncGenerator extends Bearer {
  readonly #frame: AsyncFrame;

  constructor(object: object, frame: AsyncFrame) {
    super(object);
    this.#frame = frame;
  }

  /** Asking `#frame in value` first would be a second search, where objects have as many shapes as functions made them. */
  static frameOf(value: unknown): AsyncFrame | null {
    try {
      return (value as AsyncGenerator).#frame;
    } catch {
      return null;
    }
  }
}

const { frameOf } = AsyncGenerator;

/** As they are at the start: a program may replace them. */
const { create } = Object;
const NativePromise = Promise;

const methods: GeneratorMethods = {
  next(value) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeAsyncMethods.next, this, [value]) : request(frame, NEXT, value);
  },
  return(value) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeAsyncMethods.return, this, [value]) : request(frame, RETURN, value);
  },
  throw(error) {
    const frame = frameOf(this);
    return frame === null ? apply(nativeAsyncMethods.throw, this, [error]) : request(frame, THROW, error);
  },
};

export const { functions: AsyncGeneratorFunctionPrototype, objects: AsyncGeneratorPrototype } =
  /* @__PURE__ */ makeIntrinsics(methods, nativeAsyncGenerator, 'AsyncGenerator');

/**
 * What a compiled async generator function returns: ES2025 27.6.3.2 AsyncGeneratorStart. With the option `loose` it has no
 * holder, and all objects inherit from the one prototype.
 */
export function asyncGenerator(holder: Holder | null, step: Step): object {
  const prototype = holder?.fn.prototype;
  const object = create(isObject(prototype) ? prototype : AsyncGeneratorPrototype) as object;
  return new AsyncGenerator(object, new AsyncFrame(step));
}

/** The exit for `yield`; its operand has been awaited. */
export function asyncYield(frame: Frame, state: number, value: unknown): unknown {
  frame.resume = state;
  frame.state = YIELDED;
  return value;
}

/** The exit for `yield*`. */
export function asyncYieldFrom(frame: Frame, state: number, iterable: unknown): void {
  delegateTo(frame, state, openAsyncIterator(iterable));
}

/** ES2025 27.6.1.2 to 27.6.1.4: what `next`, `return` and `throw` do. */
function request(frame: AsyncFrame, mode: Mode, value: unknown): Promise<unknown> {
  return new NativePromise((resolve, reject) => {
    if (mode === THROW && frame.state === START) end(frame, DONE);
    if (frame.state === DONE && mode !== RETURN) {
      if (mode === THROW) reject(value);
      else resolve({ value: undefined, done: true });
      return;
    }
    enqueue(frame, { mode, value, resolve, reject, next: null });
    const { state } = frame;
    if (mode === RETURN && (state === START || state === DONE)) {
      end(frame, DRAINING);
      void awaitReturn(frame);
    } else if (state >= START || state === DELEGATING) serve(frame, state, mode, value);
  });
}

function enqueue(frame: AsyncFrame, request: Request): void {
  if (frame.last === null) frame.first = request;
  else frame.last.next = request;
  frame.last = request;
}

function dequeue(frame: AsyncFrame): Request {
  const request = frame.first!;
  frame.first = request.next;
  if (frame.first === null) frame.last = null;
  return request;
}

/**
 * From one resumption to where no request is left. What goes on is an async function for the sake of its `await`s; its own
 * promise is nobody's, and never rejects. There are three, for what one of them keeps is copied at each of its `await`s.
 */
function serve(frame: AsyncFrame, state: number, mode: Mode, value: unknown): void {
  frame.state = RUNNING;
  if (mode === RETURN) void returned(frame, state, value);
  else goOn(frame, state, mode, value);
}

function goOn(frame: AsyncFrame, state: number, mode: Mode, value: unknown): void {
  if (state === DELEGATING) void delegated(frame, mode, value);
  else void run(frame, state, mode, value);
}

async function run(frame: AsyncFrame, from: number, entry: Mode, argument: unknown): Promise<void> {
  let state = from;
  let mode = entry;
  let value = argument;
  for (;;) {
    let out: unknown;
    if (mode !== NEXT && !handles(frame.step)) {
      complete(frame, mode === THROW ? THROW : NEXT, value);
      return;
    }
    try {
      out = frame.step(frame, mode === NEXT ? state : ~state, value, mode);
    } catch (error) {
      complete(frame, THROW, error);
      return;
    }
    state = frame.state;
    if (state < 0) {
      if (state === YIELDED) yielded(frame, frame.resume, out);
      else if (state === EXIT) void delegated(frame, NEXT, undefined);
      else complete(frame, state === UNWIND && mode === THROW ? THROW : NEXT, out);
      return;
    }
    frame.state = RUNNING;
    try {
      value = await out;
      mode = NEXT;
    } catch (error) {
      value = error;
      mode = THROW;
    }
  }
}

/** A return that arrives at a `yield` is awaited first (ES2025 27.6.3.7 AsyncGeneratorUnwrapYieldResumption). */
async function returned(frame: AsyncFrame, state: number, argument: unknown): Promise<void> {
  let mode: Mode = RETURN;
  let value = argument;
  try {
    value = await value;
  } catch (error) {
    value = error;
    mode = THROW;
  }
  goOn(frame, state, mode, value);
}

/** ES2025 15.5.5, `yield*`: the loop's body, for a completion received. */
async function delegated(frame: AsyncFrame, received: Mode, argument: unknown): Promise<void> {
  frame.state = RUNNING;
  const { iterator, next } = frame.delegate!;
  let mode = received;
  let value = argument;
  try {
    const method = mode === NEXT ? next : mode === THROW ? iterator.throw : iterator.return;
    if (mode !== NEXT && (method === undefined || method === null)) {
      if (mode === THROW) {
        const close = iterator.return;
        if (close !== undefined && close !== null) requireResult(await invoke(close, iterator, []));
        throw new TypeError("The iterator does not provide a 'throw' method.");
      }
      value = await value;
    } else {
      const result = await invoke(method, iterator, [value]);
      requireResult(result);
      const done = result.done;
      value = result.value;
      if (!done) {
        yielded(frame, DELEGATING, value);
        return;
      }
      if (mode === THROW) mode = NEXT;
    }
  } catch (error) {
    value = error;
    mode = THROW;
  }
  frame.delegate = null;
  void run(frame, frame.resume, mode, value);
}

/** ES2025 27.6.3.8 AsyncGeneratorYield: suspended in `state`, unless the next request is there already. */
function yielded(frame: AsyncFrame, state: number, value: unknown): void {
  dequeue(frame).resolve({ value, done: false });
  const next = frame.first;
  if (next === null) frame.state = state;
  else serve(frame, state, next.mode, next.value);
}

/** The body has ended: the request it served gets the outcome, and those behind it are answered. */
function complete(frame: AsyncFrame, mode: Mode, value: unknown): void {
  end(frame, DRAINING);
  settle(frame, mode, value);
  drain(frame);
}

/** ES2025 27.6.3.10 AsyncGeneratorDrainQueue. */
function drain(frame: AsyncFrame): void {
  for (;;) {
    const next = frame.first;
    if (next === null) {
      frame.state = DONE;
      return;
    }
    if (next.mode === RETURN) {
      void awaitReturn(frame);
      return;
    }
    settle(frame, next.mode, next.mode === THROW ? next.value : undefined);
  }
}

/** ES2025 27.6.3.9 AsyncGeneratorAwaitReturn. */
async function awaitReturn(frame: AsyncFrame): Promise<void> {
  let mode: Mode = NEXT;
  let { value } = frame.first!;
  try {
    value = await value;
  } catch (error) {
    value = error;
    mode = THROW;
  }
  settle(frame, mode, value);
  drain(frame);
}

/** ES2025 27.6.3.5 AsyncGeneratorCompleteStep, at the end. */
function settle(frame: AsyncFrame, mode: Mode, value: unknown): void {
  const { resolve, reject } = dequeue(frame);
  if (mode === THROW) reject(value);
  else resolve({ value, done: true });
}

function end(frame: AsyncFrame, state: number): void {
  frame.state = state;
  release(frame);
}
