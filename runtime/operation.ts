/**
 * Requests: what `yield*` and `await` hand to the driver instead of iterating. An *operation* is a request that may take
 * time; it follows C++20's awaiter (`Awaiter` in frame.ts): is it ready, suspend, result.
 *
 * Compiled code hands a request over as it is. A native generator cannot: there `yield* request` asks for an iterator, and
 * the iterator's only yield is itself, by which the native fallback knows it from a value that the user yields.
 */
import { START } from './abi.ts';
import { awaits, calls } from './awaiting.ts';
import { ASYNC, type Awaiter, type Frame, KIND, leave, PERFORM, READY, vm } from './frame.ts';

/** The brand of a request, shared by copies of the runtime: the method that leaves a step with it. */
export const REQUEST: unique symbol = Symbol.for('stackless.request.1') as never;

export abstract class Request<T> {
  /** Leaves the step that asked. */
  abstract exit(frame: Frame, state: number, shielded: boolean): unknown;

  [REQUEST](frame: Frame, state: number, shielded: boolean): unknown {
    return this.exit(frame, state, shielded);
  }

  [Symbol.iterator](): Iterator<never, T, unknown> {
    return new Signal(this) as unknown as Iterator<never, T, unknown>;
  }
}

/** What can suspend a coroutine without being yielded to anybody. */
export abstract class OperationRequest<T> extends Request<T> {
  /** Starts one performance: an operation happens anew each time it is awaited. */
  abstract [PERFORM](): Awaiter<T>;

  override exit(frame: Frame, state: number, shielded: boolean): unknown {
    return leaveAwaiting(frame, state, this, shielded);
  }
}

/** The exit for whatever is awaited otherwise than by `await` in emitted code (awaited.ts): an operation under `yield*`, say. */
export function leaveAwaiting(frame: Frame, state: number, target: unknown, shielded = false): unknown {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null)
    return leave(frame, state, READY, target);
  vm.shielded = shielded;
  const callee = target as Frame;
  // One that has not started becomes a frame on top of this one.
  const starts = callee[KIND] === ASYNC && callee.state === START && callee.leaf === callee;
  return leave(frame, state, starts ? calls : awaits, target);
}

export function isRequest(x: unknown): x is Request<unknown> {
  return typeof x === 'object' && x !== null && REQUEST in x;
}

/** The brand of a signal. */
const SIGNAL: unique symbol = Symbol.for('stackless.signal.1') as never;

/** The iterator of a request in native code: yields itself once, then gives back what it is resumed with. */
export class Signal {
  readonly request: Request<unknown>;
  private started = false;
  constructor(request: Request<unknown>) {
    this.request = request;
  }
  next(value?: unknown): IteratorResult<unknown, unknown> {
    if (this.started) return { value, done: true };
    this.started = true;
    return { value: this, done: false };
  }
  throw(error: unknown): never {
    throw error;
  }
  return(value?: unknown): IteratorResult<unknown, unknown> {
    return { value, done: true };
  }
  [Symbol.iterator](): this {
    return this;
  }
  get [SIGNAL](): true {
    return true;
  }
}

export function isSignal(x: unknown): x is Signal {
  return typeof x === 'object' && x !== null && SIGNAL in x;
}

/** `yield* new AwaitRequest(x)` in a generator: what `await x` is in an async function. */
export class AwaitRequest<T> extends Request<T> {
  private readonly target: unknown;
  constructor(target: unknown) {
    super();
    this.target = target;
  }
  override exit(frame: Frame, state: number, shielded: boolean): unknown {
    return leaveAwaiting(frame, state, this.target, shielded);
  }
}

/** `yield* self()`: the coroutine that somebody resumes, of whose chain this frame is a part. */
export class SelfRequest extends Request<unknown> {
  override exit(frame: Frame, state: number): unknown {
    return leave(frame, state, (run) => {
      run.injected = run.root;
    });
  }
}
