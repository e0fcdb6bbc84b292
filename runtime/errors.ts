/**
 * Every error that the runtime throws: one catalogue of code, message and hint. `docs/errors.md` has a heading a code.
 * Codes are part of the API: once released they stay.
 */

interface Entry {
  readonly message: (...args: string[]) => string;
  readonly hint: string;
}

const refuse = (reason: string) => (action: string, name: string) => `cannot ${action} ${name}: ${reason}`;

export const catalogue = {
  'coroutine-running': {
    message: refuse('it is running'),
    hint: 'A coroutine cannot resume itself; yield, or spawn a task.',
  },
  'coroutine-normal': {
    message: refuse('it resumed another coroutine and waits for it'),
    hint: 'It goes on when the coroutine it resumed yields or ends.',
  },
  'coroutine-done': {
    message: refuse('it has finished'),
    hint: 'Look at `done` first, or call the function again for a new coroutine.',
  },
  'coroutine-suspended': {
    message: refuse('it is suspended in yield and belongs to whoever resumes it'),
    hint: 'Transfer only to coroutines that have not started or that wait in transfer().',
  },
  'coroutine-delegated': {
    message: refuse('another coroutine delegates to it with yield*'),
    hint: 'Resume the coroutine that delegates; the delegated one belongs to it until it ends.',
  },
  'coroutine-transferring': {
    message: refuse('it waits in transfer() for somebody to transfer to it'),
    hint: 'Transfer to it, or end it with raise() or close().',
  },
  'coroutine-encloses': {
    message: refuse('it is the head of a session that encloses this one'),
    hint: 'Yield or return to it; it waits for the resume that runs this session.',
  },
  'coroutine-awaiting': {
    message: (action, name, operation) => `cannot ${action} ${name}: it awaits ${operation}; cancel its task`,
    hint: 'Its task resumes it when the operation has ended.',
  },
  'coroutine-async': {
    message: refuse('it is no generator coroutine'),
    hint: 'Only generator coroutines take part in transfers; await an async one, or spawn it.',
  },
  'transfer-from-async': {
    message: (name) => `cannot transfer from ${name}: it is an async generator`,
    hint: 'Transfer from a generator coroutine.',
  },
  'yield-while-closing': {
    message: (name) => `cannot yield from ${name}: a coroutine may not yield while it is closed`,
    hint: 'Do not yield in a finally block that close() runs.',
  },
  'transfer-while-closing': {
    message: (name) => `cannot transfer from ${name}: a coroutine may not transfer while it is closed`,
    hint: 'Do not transfer in a finally block that close() runs.',
  },
  'yield-from-member': {
    message: (name) => `cannot yield from ${name}: only the head of a session may yield to the resumer`,
    hint: 'Transfer to the head, and let it yield.',
  },
  'yield-to-nobody': {
    message: (name) => `cannot yield from ${name}: it runs as a task, and nobody takes what it yields`,
    hint: 'Use `yield*` to wait for an operation, or a channel to hand out values.',
  },
  'outside-task': {
    message: (name, operation) => `${name} awaits ${operation} outside a task; use run() or spawn()`,
    hint: 'Below a native resume(), next() or for-of there is no task to suspend.',
  },
  'await-cycle': {
    message: (name) =>
      `cannot await ${name}: it waits, itself or through others, for the coroutine that awaits it`,
    hint: 'Break the cycle: let one of them end without the other.',
  },
  'not-a-coroutine': {
    message: (action, what) => `cannot ${action} ${what}: it is no coroutine`,
    hint: 'Mark the function with coroutine(…), and call it.',
  },
  'iterator-without-throw': {
    message: () => 'The iterator does not provide a throw method',
    hint: 'An error was thrown into yield*, and the iterator delegated to cannot take it.',
  },
  'iterator-result': {
    message: (what) => `Iterator result ${what} is not an object`,
    hint: 'next(), throw() and return() of an iterator give { value, done }.',
  },
  'not-iterable': {
    message: (what) => `${what} is not iterable`,
    hint: 'yield* takes iterables, coroutines and operations.',
  },
  'abi-version': {
    message: (wanted, known) =>
      `this code was compiled for version ${wanted} of the stackless frame contract; this runtime knows ${known}`,
    hint: 'Update `stackless` where the program runs, or compile again with the version installed there.',
  },
  'not-compiled': {
    message: (name) =>
      `${name} is async and was not compiled; add { plugins: ['stackless/babel'] } to your Babel configuration`,
    hint: 'Native async functions can be neither lazy nor cancelled; they have to be compiled.',
  },
  'mark-target': {
    message: (what) => `coroutine() takes a generator function or a compiled async one, not ${what}`,
    hint: 'Write coroutine(function* (…) { … }).',
  },
  'already-used': {
    message: (action, name, reason) => `cannot ${action} ${name}: ${reason}`,
    hint: 'A coroutine runs once; call its function again for another one.',
  },
  'nested-run': {
    message: () => 'run() inside a coroutine of the same scheduler; await the coroutine, or spawn it',
    hint: 'run() is for plain code. Pass a clock for a scheduler of its own.',
  },
  'scope-ended': {
    message: (name) => `cannot spawn into ${name}: it has ended`,
    hint: 'Spawn while the task that is to own the child runs.',
  },
  cancelled: {
    message: (name, reason) => (reason === '' ? `${name} was cancelled` : `${name} was cancelled: ${reason}`),
    hint: 'Whoever awaited it was not cancelled itself, and may catch this.',
  },
  timeout: {
    message: (name, ms) => `${name} did not end within ${ms} ms`,
    hint: 'Give it more time, or find out what it waits for.',
  },
  'scope-failed': {
    message: (name, count) => `${count} failures in ${name}`,
    hint: '`errors` has them all, `cause` the first.',
  },
  'bad-argument': {
    message: (what) => what,
    hint: 'See the documentation of the function.',
  },
} as const satisfies Record<string, Entry>;

/** The codes of all errors that the library throws. */
export type ErrorCode = keyof typeof catalogue;

export function messageOf(code: ErrorCode, ...args: string[]): string {
  const entry: Entry = catalogue[code];
  return entry.message(...args);
}

function coded<E extends Error>(error: E, code: ErrorCode): E {
  // Not enumerable, as `message` is none: a logged error shows its text, not its parts twice.
  return Object.defineProperty(error, 'code', { value: code, configurable: true, writable: true });
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

/** Something took longer than it was given. */
export class TimeoutError extends Error {
  declare readonly code: 'timeout';
  constructor(name: string, ms: number) {
    super(messageOf('timeout', name, String(ms)));
    coded(this, 'timeout');
  }
  static {
    this.prototype.name = 'TimeoutError';
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
