/**
 * Every error that the runtime throws: one catalogue of codes and texts. What to do about each is in hints.ts, which no
 * program carries with it. Codes are part of the API: once released they stay. Each text is a function of its own, so that
 * a program carries the texts of what it can run into.
 */
import { coded } from './abi-version.ts';
import type { Dump } from './api.ts';

/** The codes of all errors that the library throws. */
export type ErrorCode =
  | `coroutine-${'running' | 'normal' | 'done' | 'suspended' | 'delegated' | 'transferring' | 'awaiting'}`
  | 'coroutine-encloses'
  | 'coroutine-async'
  | `${'yield' | 'transfer'}-while-closing`
  | 'yield-from-member'
  | 'yield-to-nobody'
  | 'outside-task'
  | 'await-cycle'
  | 'not-a-coroutine'
  | 'iterator-without-throw'
  | 'iterator-result'
  | 'not-iterable'
  | 'abi-version'
  | 'not-compiled'
  | 'mark-target'
  | 'nested-run'
  | 'cancelled'
  | 'timeout'
  | 'channel-closed'
  | 'lock-not-held'
  | 'scope-ended'
  | 'none-completed'
  | 'scope-failed'
  | 'deadlock'
  | 'bad-argument';

export function typeError(code: ErrorCode, text: string): TypeError {
  return coded(new TypeError(text), code);
}

export function rangeError(text: string): RangeError {
  return coded(new RangeError(text), 'bad-argument');
}

/** What somebody wants to do with a coroutine, and why that cannot be. */
export const cannot = (code: ErrorCode, action: string, name: string, reason: string): TypeError =>
  coded(new TypeError(`cannot ${action} ${name}: ${reason}`), code);

export const coroutineEncloses = (name: string) =>
  cannot('coroutine-encloses', 'transfer to', name, 'its session encloses this one');
export const coroutineAsync = (action: string, name: string) =>
  cannot('coroutine-async', action, name, 'it is no generator coroutine');
export const notACoroutine = (action: string, what: unknown) =>
  cannot('not-a-coroutine', action, described(what), 'it is no coroutine');
export const whileClosing = (action: 'yield' | 'transfer', name: string) =>
  cannot(`${action}-while-closing`, `${action} from`, name, 'it is being closed');
export const yieldFromMember = (name: string) =>
  cannot('yield-from-member', 'yield from', name, 'the head of its session yields');
export const yieldToNobody = (name: string) =>
  cannot('yield-to-nobody', 'yield from', name, 'it runs as a task, and nobody takes what it yields');
export const outsideTask = (name: string, operation: string) =>
  typeError('outside-task', `${name} awaits ${operation} outside a task; use run() or spawn()`);
export const awaitCycle = (name: string) =>
  cannot(
    'await-cycle',
    'await',
    name,
    'it waits, itself or through others, for the coroutine that awaits it',
  );
export const iteratorWithoutThrow = () =>
  typeError('iterator-without-throw', 'The iterator does not provide a throw method');
export const iteratorResult = (what: unknown) =>
  typeError('iterator-result', `Iterator result ${String(what)} is not an object`);
export const notIterable = (what: unknown) => typeError('not-iterable', `${described(what)} is not iterable`);
export const markTarget = (what: string) =>
  typeError('mark-target', `coroutine() takes a generator function or a compiled async one, not ${what}`);
export const nestedRun = () =>
  typeError('nested-run', 'run() inside a coroutine of the same scheduler; await the coroutine, or spawn it');
export const scopeEnded = (name: string) => cannot('scope-ended', 'spawn in', name, 'the scope has ended');
export const lockNotHeld = () =>
  cannot('lock-not-held', 'wait for', 'a condition', "the lock is not its mutex's, or is released");
export const noneCompleted = (errors: readonly unknown[]) =>
  coded(new AggregateError(errors, `none of ${errors.length} ended well`), 'none-completed');

function described(what: unknown): string {
  return typeof what === 'object' && what !== null ? 'an object' : String(what);
}

/** Thrown when an async coroutine runs that no compiler has seen. */
export class NotCompiledError extends Error {
  constructor(name: string) {
    super(
      `${name} is async and was not compiled; mark it with coroutine(…), and add { plugins: ['stackless/babel'] } to your Babel configuration`,
    );
  }
  // On the prototype, and not by a static block, which bundlers would have to keep for its effect.
  override get name() {
    return 'NotCompiledError';
  }
  get code() {
    return 'not-compiled' as const;
  }
}

/** What awaits a cancelled task or coroutine is told. Not how cancellation itself travels: that is a return. */
export class CancelledError extends Error {
  readonly reason: unknown;
  constructor(name: string, reason?: unknown) {
    super(`${name} was cancelled${reason === undefined ? '' : `: ${textOf(reason)}`}`);
    this.reason = reason;
  }
  override get name() {
    return 'CancelledError';
  }
  get code() {
    return 'cancelled' as const;
  }
}

/** A time limit has passed: of `timeout`, `shield`, a scope's `deadline` or its `cleanupTimeout`. */
export class TimeoutError extends Error {
  /** `ms`: the limit, where there was one rather than a deadline. */
  constructor(what: string, ms?: number) {
    super(`${what} ${ms === undefined ? 'has passed its deadline' : `took longer than ${ms} ms`}`);
  }
  override get name() {
    return 'TimeoutError';
  }
  get code() {
    return 'timeout' as const;
  }
}

/** The channel gives or takes nothing any more; `cause` is what it was closed with, if it was closed with a cause. */
export class ChannelClosedError extends Error {
  constructor(action: string, options?: ErrorOptions) {
    super(`cannot ${action}: the channel is closed`, options);
  }
  override get name() {
    return 'ChannelClosedError';
  }
  get code() {
    return 'channel-closed' as const;
  }
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : described(thrown);
}

/** Several children of one scope failed: `errors` has them in order, `cause` is the first. */
export class ScopeError extends AggregateError {
  constructor(name: string, errors: readonly unknown[]) {
    const [cause] = errors;
    super(errors, `${errors.length} failures in ${name}, first: ${textOf(cause)}`, { cause });
  }
  override get name() {
    return 'ScopeError';
  }
  get code() {
    return 'scope-failed' as const;
  }
}

/** A run can never go on: each of its tasks waits, and nothing is left that could wake one. `dump` says who waits for what. */
export class DeadlockError extends Error {
  readonly dump: Dump;
  constructor(dump: Dump) {
    super(`nothing is left that could wake what waits\n${dump}`);
    this.dump = dump;
  }
  override get name() {
    return 'DeadlockError';
  }
  get code() {
    return 'deadlock' as const;
  }
}

/** ES2026's, for engines without it. */
class OwnSuppressedError extends Error {
  override get name() {
    return 'SuppressedError';
  }
}

/** The outer error of two that closing ran into, with the inner one attached. */
export function suppressed(error: unknown, inner: unknown): Error {
  const { SuppressedError: Native } = globalThis as {
    SuppressedError?: new (error: unknown, suppressed: unknown) => Error;
  };
  return Native
    ? new Native(error, inner)
    : Object.assign(new OwnSuppressedError('An error was suppressed during disposal'), {
        error,
        suppressed: inner,
      });
}
