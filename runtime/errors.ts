/**
 * Every error that the runtime throws: one catalogue of codes and messages. What to do about each is in hints.ts, which no
 * program carries with it. Codes are part of the API: once released they stay.
 */
import { abiVersion, coded } from './abi-version.ts';

const refuse = (reason: string) => (action: string, name: string) => `cannot ${action} ${name}: ${reason}`;

export const messages = {
  'coroutine-running': refuse('it is running'),
  'coroutine-normal': refuse('it resumed another coroutine and waits for it'),
  'coroutine-done': refuse('it has finished'),
  'coroutine-suspended': refuse('it is suspended in yield and belongs to whoever resumes it'),
  'coroutine-delegated': refuse('another coroutine delegates to it with yield*'),
  'coroutine-transferring': refuse('it waits in transfer() for somebody to transfer to it'),
  'coroutine-encloses': refuse('it is the head of a session that encloses this one'),
  'coroutine-awaiting': (action, name, operation) =>
    `cannot ${action} ${name}: it awaits ${operation}; cancel its task`,
  'coroutine-async': refuse('it is no generator coroutine'),
  'transfer-from-async': (name) => `cannot transfer from ${name}: it is an async generator`,
  'yield-while-closing': (name) => `cannot yield from ${name}: a coroutine may not yield while it is closed`,
  'transfer-while-closing': (name) =>
    `cannot transfer from ${name}: a coroutine may not transfer while it is closed`,
  'yield-from-member': (name) =>
    `cannot yield from ${name}: only the head of a session may yield to the resumer`,
  'yield-to-nobody': (name) =>
    `cannot yield from ${name}: it runs as a task, and nobody takes what it yields`,
  'outside-task': (name, operation) => `${name} awaits ${operation} outside a task; use run() or spawn()`,
  'await-cycle': (name) =>
    `cannot await ${name}: it waits, itself or through others, for the coroutine that awaits it`,
  'not-a-coroutine': (action, what) => `cannot ${action} ${what}: it is no coroutine`,
  'iterator-without-throw': () => 'The iterator does not provide a throw method',
  'iterator-result': (what) => `Iterator result ${what} is not an object`,
  'not-iterable': (what) => `${what} is not iterable`,
  'abi-version': abiVersion,
  'not-compiled': (name) =>
    `${name} is async and was not compiled; add { plugins: ['stackless/babel'] } to your Babel configuration`,
  'mark-target': (what) => `coroutine() takes a generator function or a compiled async one, not ${what}`,
  'nested-run': () => 'run() inside a coroutine of the same scheduler; await the coroutine, or spawn it',
  cancelled: (name, reason) => (reason === '' ? `${name} was cancelled` : `${name} was cancelled: ${reason}`),
  timeout: (what, ms) =>
    ms === '' ? `${what} has passed its deadline` : `${what} took longer than ${ms} ms`,
  'channel-closed': (action) => `cannot ${action}: the channel is closed`,
  'scope-ended': (name) => `cannot spawn in ${name}: the scope has ended`,
  'none-completed': (count) => `none of ${count} ended well`,
  'scope-failed': (name, count) => `${count} failures in ${name}`,
  'bad-argument': (what) => what,
} as const satisfies Record<string, (...args: string[]) => string>;

/** The codes of all errors that the library throws. */
export type ErrorCode = keyof typeof messages;

export function messageOf(code: ErrorCode, ...args: string[]): string {
  const text: (...args: string[]) => string = messages[code];
  return text(...args);
}

export function typeError(code: ErrorCode, ...args: string[]): TypeError {
  return coded(new TypeError(messageOf(code, ...args)), code);
}

export function rangeError(what: string): RangeError {
  return coded(new RangeError(what), 'bad-argument');
}

/** Thrown when an async coroutine runs that no compiler has seen. */
export class NotCompiledError extends Error {
  declare readonly code: 'not-compiled';
  constructor(name: string) {
    super(messageOf('not-compiled', name));
    coded(this, 'not-compiled');
  }
  static {
    this.prototype.name = 'NotCompiledError';
  }
}

/** What awaits a cancelled task or coroutine is told. Not how cancellation itself travels: that is a return. */
export class CancelledError extends Error {
  declare readonly code: 'cancelled';
  readonly reason: unknown;
  constructor(name: string, reason?: unknown) {
    super(messageOf('cancelled', name, describeReason(reason)));
    this.reason = reason;
    coded(this, 'cancelled');
  }
  static {
    this.prototype.name = 'CancelledError';
  }
}

/** A time limit has passed: of `timeout`, `shield`, a scope's `deadline` or its `cleanupTimeout`. */
export class TimeoutError extends Error {
  declare readonly code: 'timeout';
  /** `ms`: the limit, where there was one rather than a deadline. */
  constructor(what: string, ms?: number) {
    super(messageOf('timeout', what, ms === undefined ? '' : String(ms)));
    coded(this, 'timeout');
  }
  static {
    this.prototype.name = 'TimeoutError';
  }
}

/** The channel gives or takes nothing any more; `cause` is what it was closed with, if it was closed with a cause. */
export class ChannelClosedError extends Error {
  declare readonly code: 'channel-closed';
  constructor(action: string, options?: ErrorOptions) {
    super(messageOf('channel-closed', action), options);
    coded(this, 'channel-closed');
  }
  static {
    this.prototype.name = 'ChannelClosedError';
  }
}

/** Several children of one scope failed: `errors` has them in order, `cause` is the first. */
export class ScopeError extends AggregateError {
  declare readonly code: 'scope-failed';
  constructor(name: string, errors: readonly unknown[]) {
    super(errors, messageOf('scope-failed', name, String(errors.length)), { cause: errors[0] });
    coded(this, 'scope-failed');
  }
  static {
    this.prototype.name = 'ScopeError';
  }
}

function describeReason(reason: unknown): string {
  if (reason === undefined) return '';
  return reason instanceof Error
    ? reason.message
    : typeof reason === 'symbol'
      ? reason.toString()
      : `${reason}`;
}

/** ES2026's, where the engine has it; else one of the same shape. */
class OwnSuppressedError extends Error {
  error: unknown;
  suppressed: unknown;
  constructor(error: unknown, suppressed: unknown) {
    super('An error was suppressed during disposal.');
    this.error = error;
    this.suppressed = suppressed;
  }
  static {
    this.prototype.name = 'SuppressedError';
  }
}

/** The outer error of two that closing ran into, with the inner one attached. */
export function suppressed(error: unknown, inner: unknown): Error {
  const Native = (globalThis as { SuppressedError?: new (error: unknown, suppressed: unknown) => Error })
    .SuppressedError;
  return Native === undefined ? new OwnSuppressedError(error, inner) : new Native(error, inner);
}
