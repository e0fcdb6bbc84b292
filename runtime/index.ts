/** The package entry `stackless`: re-exports only. */
export type {
  AsyncCoroutine,
  AsyncGeneratorCoroutine,
  Awaitable,
  ChannelIterator,
  Context,
  Coroutine,
  DebugOptions,
  Dump,
  Lock,
  Operation,
  Outcome,
  Overflow,
  Receiver,
  Runnable,
  Scope,
  ScopeOptions,
  Sender,
  SpawnOptions,
  Stats,
  Task,
  TaskBody,
  TaskView,
} from './api.ts';
export { Broadcast } from './channels/broadcast.ts';
export { Channel } from './channels/channel.ts';
export { checkpoint } from './checkpoint.ts';
export { type Clock, realClock, VirtualClock } from './clock.ts';
export { all, any, race, settled } from './combine.ts';
export { context } from './context.ts';
export { debug } from './debug/debug.ts';
export { dump, stats } from './debug/dump.ts';
export {
  CancelledError,
  ChannelClosedError,
  DeadlockError,
  type ErrorCode,
  NotCompiledError,
  ScopeError,
  TimeoutError,
} from './errors.ts';
export { FrameClock, type FrameSource } from './frame-clock.ts';
export { aborted } from './interop/aborted.ts';
export { channelOf } from './interop/channel-of.ts';
export { type Emitter, type EventOptions, events } from './interop/events.ts';
export { fromPromise } from './interop/from-promise.ts';
export { readableStreamOf, senderOf, writableStreamOf } from './interop/web-streams.ts';
export { interval } from './interval.ts';
export { map } from './map.ts';
export { asCoroutine, coroutine, isCoroutine, transfer } from './mark.ts';
export { allowNative } from './native.ts';
export { nextFrame } from './next-frame.ts';
export { once } from './once.ts';
export { type RetryOptions, retry } from './retry.ts';
export { currentTask, type RunOptions, run, spawn } from './run.ts';
export { scope, shield, supervisor, withContext } from './scopes.ts';
export { type Selected, type SelectOptions, select } from './select.ts';
export { self } from './self.ts';
export { sleep } from './sleep.ts';
export type { Status } from './status.ts';
export { suspend } from './suspend.ts';
export { Barrier } from './sync/barrier.ts';
export { Condition } from './sync/condition.ts';
export { Latch } from './sync/latch.ts';
export { ManualResetEvent } from './sync/manual-reset-event.ts';
export { Mutex } from './sync/mutex.ts';
export { ReadWriteLock } from './sync/read-write-lock.ts';
export { Semaphore } from './sync/semaphore.ts';
export { timeout } from './timeout.ts';
