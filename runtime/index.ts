/** The package entry `stackless`: re-exports only. */
export type {
  AsyncCoroutine,
  AsyncGeneratorCoroutine,
  Awaitable,
  ChannelIterator,
  Coroutine,
  Operation,
  Outcome,
  Overflow,
  Receiver,
  Runnable,
  Scope,
  ScopeOptions,
  Sender,
  SpawnOptions,
  Task,
  TaskBody,
} from './api.ts';
export { checkpoint } from './checkpoint.ts';
export { type Clock, realClock, VirtualClock } from './clock.ts';
export {
  CancelledError,
  ChannelClosedError,
  type ErrorCode,
  NotCompiledError,
  ScopeError,
  TimeoutError,
} from './errors.ts';
export { asCoroutine, coroutine, isCoroutine, transfer } from './mark.ts';
export { allowNative } from './native.ts';
export { currentTask, type RunOptions, run, spawn } from './run.ts';
export { self } from './self.ts';
export { sleep } from './sleep.ts';
export type { Status } from './status.ts';
export { suspend } from './suspend.ts';
