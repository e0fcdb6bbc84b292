/**
 * Generator coroutines: what users hold. The fast path of `resume` and `next` is here and stays small; everything else is
 * the driver's.
 *
 *   not started ──resume──► running ──yield──► suspended ──resume──► …  ──► done
 *                              └── yield* transfer(…) ──► transferring
 */
import { DONE, NEXT, RETURN, START, THROW } from './abi.ts';
import { disposeKey } from './dispose-keys.ts';
import { drive } from './drive.ts';
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
  vm as shared,
} from './frame.ts';
import { isTransferring, misuse, type Status, statusOf } from './status.ts';

const vm = shared;

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** The class of every generator coroutine, and of every frame in its chain. Inherits %Iterator.prototype%. */
export class Coroutine implements Frame {
  declare step: Step;
  declare state: number;
  declare leaf: Frame;
  declare link: unknown;
  declare readonly [KIND]: number;

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
    const level = vm.level;
    vm.level = level - 1;
    f.state = level;
    let out: unknown;
    try {
      out = f.step(f, s, value, NEXT);
    } catch (e) {
      return drive(this, f, e, THROW);
    }
    if (f.state < 0) out = (vm.walk ?? drive)(this, f, out);
    vm.level = level;
    return out;
  }

  /** ES2025 27.5.1.2 Generator.prototype.next. */
  next(value?: unknown): IteratorResult<unknown, unknown> {
    const out = this.state === DONE ? undefined : this.resume(value);
    return { value: out, done: this.state === DONE };
  }

  /** Resumes by throwing at the suspension point. */
  raise(error: unknown): unknown {
    return inject(this, 'raise at', THROW, error);
  }

  /** ES2025 27.5.1.4. Unlike `raise`, throws the error itself when the coroutine has finished. */
  throw(error: unknown): IteratorResult<unknown, unknown> {
    if (this.state === DONE) throw error;
    return result(this, inject(this, 'throw at', THROW, error));
  }

  /** ES2025 27.5.1.3. */
  return(value?: unknown): IteratorResult<unknown, unknown> {
    return result(this, this.state === DONE ? value : inject(this, 'return from', RETURN, value));
  }

  /** Runs the `finally` blocks it is suspended in. Idempotent; Lua's `coroutine.close`, but for errors, which it throws. */
  close(): void {
    if (this.state !== DONE) inject(this, 'close', RETURN, undefined, true);
  }

  get done(): boolean {
    return this.state === DONE;
  }

  get status(): Status {
    return statusOf(this);
  }

  [disposeKey](): void {
    this.close();
  }

  get [Symbol.toStringTag](): string {
    return 'Coroutine';
  }

  [Symbol.iterator](): unknown {
    return vm.native === vm.level ? vm.probe?.(this) : this;
  }
}

function result(co: Frame, value: unknown): IteratorResult<unknown, unknown> {
  return { value, done: co.state === DONE };
}

function inject(co: Frame, action: string, mode: Mode, value: unknown, closing?: boolean): unknown {
  // A member that waits in a transfer belongs to nobody; only the head of an open session does.
  if (isTransferring(co)) {
    const member = co.link as Membership;
    if (member.session?.head !== co) {
      member.state = DONE;
      co.leaf = member.leaf;
    }
  }
  const f = co.leaf;
  if (f.state < 0) return misuse(co, action);
  vm.level--;
  return drive(co, f, value, mode, true, closing);
}

Object.setPrototypeOf(Coroutine.prototype, IteratorPrototype);
(Coroutine.prototype as { [KIND]: number })[KIND] = GENERATOR;

/** Whether something is a coroutine, of any kind and from any copy of the runtime. */
export function isCoroutine(x: unknown): boolean {
  const kind = kindOf(x);
  return kind === GENERATOR || kind === ASYNC || kind === ASYNC_GENERATOR;
}
