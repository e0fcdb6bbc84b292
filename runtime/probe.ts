/**
 * How `yield*` in a native generator shows itself (the native fallback's delegation).
 *
 * `yield* c` asks `c[Symbol.iterator]()`, then calls `next` with one argument; `for-of`, spread and destructuring call it
 * with none (ES2025 7.4.8 IteratorStep against 15.5.5 yield*). So in a native body a coroutine gives a probe: told to go on
 * with one argument it yields a signal, by which the driver takes the coroutine for the frame it delegates to; with none it
 * iterates the coroutine as usual.
 */

import { enterDelegate } from './delegating.ts';
import type { Frame } from './frame.ts';
import { Request, Signal } from './operation.ts';

export interface Iterated extends Frame {
  next(value?: unknown): IteratorResult<unknown, unknown>;
  throw(error: unknown): IteratorResult<unknown, unknown>;
  return(value?: unknown): IteratorResult<unknown, unknown>;
}

class DelegateRequest extends Request<unknown> {
  private readonly target: Frame;
  constructor(target: Frame) {
    super();
    this.target = target;
  }
  override exit(frame: Frame, state: number, shielded: boolean): unknown {
    return enterDelegate(frame, state, this.target, shielded);
  }
}

class Probe {
  private readonly target: Iterated;
  private signal: Signal | null = null;
  private iterates = false;
  constructor(target: Iterated) {
    this.target = target;
  }
  next(...args: [unknown?]): IteratorResult<unknown, unknown> {
    if (this.signal !== null) return this.signal.next(args[0]);
    if (args.length === 0 || this.iterates) {
      this.iterates = true;
      return args.length === 0 ? this.target.next() : this.target.next(args[0]);
    }
    this.signal = new Signal(new DelegateRequest(this.target));
    return this.signal.next();
  }
  throw(error: unknown): IteratorResult<unknown, unknown> {
    if (this.signal !== null) throw error;
    return this.target.throw(error);
  }
  return(value?: unknown): IteratorResult<unknown, unknown> {
    return this.signal !== null ? { value, done: true } : this.target.return(value);
  }
  [Symbol.iterator](): this {
    return this;
  }
}

export function probe(target: Frame): Probe {
  return new Probe(target as Iterated);
}
