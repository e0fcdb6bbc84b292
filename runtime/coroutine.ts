/**
 * Generator coroutines: what users hold. The fast path of `resume` and `next` is here and stays small; everything else is
 * the driver's.
 *
 *   not started ──resume──► running ──yield──► suspended ──resume──► …  ──► done
 *                              └── yield* transfer(…) ──► transferring
 */
import { DONE, NEXT, RETURN, RUNNING, START, THROW } from './abi.ts';
import { descend } from './descend.ts';
import { disposeKey } from './dispose-keys.ts';
import { CLOSING, drive, ENTER } from './drive.ts';
import {
  ASYNC,
  ASYNC_GENERATOR,
  type Frame,
  GENERATOR,
  KIND,
  kindOf,
  type Membership,
  type Mode,
  type Step,
  TRANSFERRING,
  vm,
} from './frame.ts';
import { probe } from './probe.ts';
import { misuse, type Status, statusOf } from './status.ts';
import { isOpenHead } from './transfer.ts';

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** The class of every generator coroutine, and of every frame in its chain. Inherits %Iterator.prototype%. */
export class Coroutine implements Frame {
  declare step: Step;
  declare state: number;
  declare leaf: Frame;
  declare link: unknown;
  declare readonly [KIND]: number;
  declare readonly [Symbol.toStringTag]: string;

  constructor(step: Step) {
    this.step = step;
    this.state = START;
    this.leaf = this;
    this.link = null;
  }

  /** Runs to the next suspension; gives the raw value yielded or returned: `done` tells which. */
  resume(value?: unknown): unknown {
    const f = this.leaf;
    const s = f.state;
    if (s < 0) return misuse(this, 'resume');
    const depth = vm.depth;
    vm.depth = depth + 1;
    f.state = RUNNING - depth;
    let out: unknown;
    try {
      out = f.step(f, s, value, NEXT);
    } catch (e) {
      return drive(this, this, f, e, THROW, depth, 0, null);
    }
    if (f.state < 0) out = descend(this, f, out, depth);
    vm.depth = depth;
    return out;
  }

  /** ES2025 27.5.1.2 Generator.prototype.next. */
  next(value?: unknown): IteratorResult<unknown, unknown> {
    const f = this.leaf;
    const s = f.state;
    if (s < 0) return finished(this);
    const depth = vm.depth;
    vm.depth = depth + 1;
    f.state = RUNNING - depth;
    let out: unknown;
    try {
      out = f.step(f, s, value, NEXT);
    } catch (e) {
      return result(this, drive(this, this, f, e, THROW, depth, 0, null));
    }
    if (f.state < 0) out = descend(this, f, out, depth);
    vm.depth = depth;
    return { value: out, done: this.state === DONE };
  }

  /** Resumes by throwing at the suspension point. */
  raise(error: unknown): unknown {
    return inject(this, 'raise at', THROW, error, 0);
  }

  /** ES2025 27.5.1.4. Unlike `raise`, throws the error itself when the coroutine has finished. */
  throw(error: unknown): IteratorResult<unknown, unknown> {
    if (this.state === DONE) throw error;
    return result(this, inject(this, 'throw at', THROW, error, 0));
  }

  /** ES2025 27.5.1.3. */
  return(value?: unknown): IteratorResult<unknown, unknown> {
    if (this.state === DONE) return { value, done: true };
    return result(this, inject(this, 'return from', RETURN, value, 0));
  }

  /** Runs the `finally` blocks it is suspended in. Idempotent; Lua's `coroutine.close`, but for errors, which it throws. */
  close(): void {
    if (this.state !== DONE) inject(this, 'close', RETURN, undefined, CLOSING);
  }

  get done(): boolean {
    return this.state === DONE;
  }

  get status(): Status {
    return statusOf(this);
  }

  [Symbol.iterator](): unknown {
    return vm.native === 0 || vm.native !== vm.depth ? this : probe(this);
  }
}

function result(co: Frame, value: unknown): IteratorResult<unknown, unknown> {
  return { value, done: co.state === DONE };
}

function finished(co: Frame): IteratorResult<unknown, unknown> {
  return co.state === DONE ? { value: undefined, done: true } : misuse(co, 'resume');
}

function inject(co: Frame, action: string, mode: Mode, value: unknown, flags: number): unknown {
  // A member that waits in a transfer belongs to nobody; only the head of an open session does.
  if (co.leaf === TRANSFERRING && !isOpenHead(co)) co.leaf = (co.link as Membership).leaf;
  const f = co.leaf;
  if (f.state < 0) return misuse(co, action);
  const depth = vm.depth;
  vm.depth = depth + 1;
  return drive(co, co, f, value, mode, depth, flags | ENTER, null);
}

function hidden(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}

Object.setPrototypeOf(Coroutine.prototype, IteratorPrototype);
hidden(Coroutine.prototype, KIND, GENERATOR);
hidden(Coroutine.prototype, Symbol.toStringTag, 'Coroutine');
hidden(Coroutine.prototype, disposeKey, function dispose(this: Coroutine) {
  this.close();
});

/** Whether something is a coroutine, of any kind and from any copy of the runtime. */
export function isCoroutine(x: unknown): boolean {
  const kind = kindOf(x);
  return kind === GENERATOR || kind === ASYNC || kind === ASYNC_GENERATOR;
}
