/**
 * The frame contract: the names and numbers that emitted code and the runtime agree on.
 * The only file of the runtime that the compiler may import, so it holds constants and no behaviour.
 *
 * A step is an arrow `(frame, state, value, mode) => raw`. It is entered with the state it was left in (NEXT), or with
 * the complement of it (THROW, RETURN), so that abrupt entry falls into the `default` of its switch and costs the
 * fast path nothing. It leaves by writing `frame.state`:
 *
 *   k ≥ 0    suspended there; the raw value returned is what it yields
 *   DONE     completed, by falling off its end or by a written `return`
 *   EXIT     left through an exit of the runtime (delegate, transferTo, awaited), which has set everything itself
 *   UNWIND   was entered abruptly and has no handler there: goes on as it was injected
 *   CLOSED   an injected return has run every `finally` and goes on outward, with the value returned
 *   or by a native throw, whatever `frame.state` says then
 *
 * While it runs the driver keeps RUNNING - depth there.
 *
 * Steps of functions compiled with `functions: 'all'` say less: to return and to have written nothing is to be done. That of
 * a generator has no `mode` if nothing in it handles abrupt completions, and is not entered by them; that of an async
 * function never has one, for it is entered so to throw alone.
 */
export const ABI_VERSION = 1;

/** Suspended before the first statement. A frame in this state is never entered abruptly: there is nothing to run. */
export const START = 0;
export const DONE = -1;
export const EXIT = -2;
export const UNWIND = -3;
export const CLOSED = -4;
/** An async coroutine that ended with an error; `DONE` for everything else that ended. */
export const FAILED = -5;
/** An async coroutine that was cancelled. */
export const STOPPED = -6;
export const RUNNING = -16;
/** Left through an exit that needs no more than a state to come back to, which is taken from these. */
export const TRANSFERRED = -1e8;
export const PUSHED = -1e9;

/** How a step is entered. */
export const NEXT = 0;
export const THROW = 1;
export const RETURN = 2;

/** What a `finally` goes on with when its body ends; from JUMP on: the jumps out of it, numbered. */
export const COMPLETION_NORMAL = 0;
export const COMPLETION_THROW = 1;
export const COMPLETION_INJECTED_RETURN = 2;
export const COMPLETION_RETURN = 3;
export const COMPLETION_JUMP = 4;

/** The module that emitted code imports. */
export const ABI_MODULE = 'stackless/abi';

/**
 * Functions whose function-literal arguments are compiled as if they were marked, with the position of the body among
 * the arguments. One list for compiler and runtime.
 */
export const TASK_BODY_POSITION = {
  run: 0,
  spawn: 0,
  scope: 0,
  supervisor: 0,
  shield: 0,
  once: 0,
  timeout: 1,
  retry: 1,
  map: 2,
  withContext: 2,
} as const satisfies Record<string, number>;

/** The registered symbols by which two copies of the runtime know each other's objects. */
export const VM_KEY = 'stackless.vm.1';
export const COROUTINE_KEY = 'stackless.coroutine.1';

/** The directive by which a runtime that a file carries along is known: it stays as it is when the file is compiled again. */
export const INLINED = 'stackless runtime';

/** What `stackless/abi` exports. Emitted code imports each under its name with `_` in front. */
export const ABI_EXPORTS = [
  'abi',
  'Coroutine',
  'AsyncCoroutine',
  'AsyncGeneratorCoroutine',
  'delegate',
  'delegateLast',
  'transferTo',
  'awaited',
  'asyncIterate',
  'disposables',
  'keysOf',
  'isObject',
  'iterate',
  'append',
  'bind',
  'call',
  'coercible',
  'construct',
  'heritage',
  'notConstructor',
  'omit',
  'propertyKey',
  'toKey',
  'DEAD_ZONE',
  'guard',
  'initialized',
  'asyncFunction',
  'asyncGenerator',
  'asyncGeneratorFunction',
  'asyncGeneratorMethod',
  'asyncMethod',
  'asyncYield',
  'asyncYieldFrom',
  'decorated',
  'forAwait',
  'generator',
  'generatorFunction',
  'generatorMethod',
  'privateAsyncGenerator',
  'privateGenerator',
  'rejecting',
  'runAsync',
  'settle',
  'yieldFrom',
] as const;
