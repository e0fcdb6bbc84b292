/**
 * The public types. Names and meanings are the API's contract; the classes behind them are wider, for the driver.
 */
import type { Status } from './status.ts';

/** What can suspend a coroutine without being yielded to anybody. `Iterable<never>`: `yield* op` adds nothing to Y. */
export interface Operation<T> {
  [Symbol.iterator](): Iterator<never, T, any>;
}

/** An operation of the runtime: thenable too, so `await op` types as T both compiled and natively. */
export interface Awaitable<T> extends Operation<T>, PromiseLike<T> {}

/** A generator coroutine: inherits %Iterator.prototype%, and can stand wherever a Generator is asked for. */
export interface Coroutine<Y = unknown, R = unknown, N = any> extends Generator<Y, R, N> {
  readonly status: Status;
  readonly done: boolean;
  /**
   * Runs until the next suspension, and gives the raw value yielded or returned; `done` tells which. The first value is
   * dropped. Throws what the body throws, and `coroutine-running`, `-normal`, `-delegated`, `-transferring`, `-awaiting`,
   * `-done` when it may not be resumed.
   */
  resume(...value: undefined extends N ? [value?: N] : [value: N]): Y | R;
  /** Resumes by throwing at the suspension point. */
  raise(error: unknown): Y | R;
  /** Runs `finally` blocks and ends it. Idempotent; a body that has not started never runs. */
  close(): void;
  [Symbol.iterator](): Coroutine<Y, R, N>;
}

/** Lazy: starts when awaited, spawned, run or `then`-ed, once; its outcome is kept. */
export interface AsyncCoroutine<R> extends Promise<R> {
  readonly status: Status;
  readonly done: boolean;
  close(): Awaitable<void>;
  [Symbol.iterator](): Iterator<never, R, any>;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

export interface AsyncGeneratorCoroutine<Y, R = any, N = any> extends AsyncGenerator<Y, R, N> {
  readonly status: Status;
}

/** `G`, not `Generator<Y, R, N>`, is what is inferred: a type parameter in N's place would type every `yield`. */
export type CoroutineOf<G> =
  G extends AsyncGenerator<infer Y, infer R, infer N>
    ? AsyncGeneratorCoroutine<Y, R, N>
    : G extends Generator<infer Y, infer R, infer N>
      ? Coroutine<Y, R, N>
      : G extends Promise<infer R>
        ? AsyncCoroutine<R>
        : never;

export type Body = (
  this: any,
  ...args: any[]
) => Generator<any, any, any> | AsyncGenerator<any, any, any> | Promise<any>;

/** What can be run as a task: a coroutine that yields to nobody. */
export type Runnable<R> = AsyncCoroutine<R> | Coroutine<never, R, any>;

/** A function literal given directly to a function that takes one is compiled as if it were marked. */
export type TaskBody<R, A extends unknown[] = []> = (...args: A) => Promise<R> | Generator<never, R, any>;

export type Outcome<R> =
  | { status: 'completed'; value: R }
  | { status: 'failed'; error: unknown }
  | { status: 'cancelled'; reason: unknown };

export interface Task<R> extends Awaitable<R> {
  readonly name: string;
  readonly status: 'ready' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';
  /** Asks for cancellation now; the awaitable ends when the task has, its clean-up included. */
  cancel(reason?: unknown): Awaitable<void>;
  /** Never throws the task's own failure. */
  join(): Awaitable<Outcome<R>>;
  /** Aborted when the task is cancelled. Made when first read. */
  readonly signal: AbortSignal;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

export interface SpawnOptions {
  name?: string;
  /** Cancelled once only daemons are left in the scope. */
  daemon?: boolean;
}

export interface Scope {
  spawn<R>(what: Runnable<R>, options?: SpawnOptions): Task<R>;
  cancel(reason?: unknown): void;
  /** Aborted when the scope is cancelled. Made when first read. */
  readonly signal: AbortSignal;
  readonly cancelled: boolean;
}

export interface ScopeOptions {
  name?: string;
  /** Milliseconds that clean-up may take after a cancellation; past it what it waits for is cancelled too. */
  cleanupTimeout?: number;
  /** The instant, on the scheduler's clock, at which the scope ends with TimeoutError. */
  deadline?: number;
}

/** A value that a task and all below it see. */
export interface Context<T> {
  get(): T;
}

// ---- channels

/** What a full channel does with a value that is sent. */
export type Overflow = 'suspend' | 'drop-oldest' | 'drop-newest';

export interface Sender<T> {
  send(value: T): Awaitable<void>;
  trySend(value: T): boolean;
  close(cause?: unknown): void;
}

/** `next` is an awaitable: one that is cancelled takes nothing. Leaving the loop neither closes nor takes. */
export interface ChannelIterator<T> extends AsyncIterator<T, undefined> {
  next(): Awaitable<IteratorResult<T, undefined>> & Promise<IteratorResult<T, undefined>>;
  return(): Awaitable<IteratorResult<T, undefined>> & Promise<IteratorResult<T, undefined>>;
}

export interface Receiver<T> extends AsyncIterable<T> {
  [Symbol.asyncIterator](): ChannelIterator<T>;
  /** ChannelClosedError at the end, or the cause given to close. */
  receive(): Awaitable<T>;
  /** `undefined`: nothing there now. */
  tryReceive(): IteratorResult<T, undefined> | undefined;
  /** Drops what is buffered, ends waiting senders with CancelledError. */
  cancel(reason?: unknown): void;
}

// ---- synchronisation

/** What is held of a mutex, a semaphore, a read-write lock. */
export interface Lock extends Disposable {
  /** Gives it back; those who wait for it are enqueued in this call. Again it does nothing. */
  release(): void;
}

// ---- what takes several operations

/** What a source gives in the end. */
export type Of<T> = T extends PromiseLike<infer R> ? R : T extends Coroutine<never, infer R, any> ? R : never;
export type Source = PromiseLike<unknown> | Coroutine<never, unknown, any>;

// ---- seeing it

/** A task as a dump shows it. */
export interface TaskView {
  name: string;
  status: Task<unknown>['status'];
  /** What it waits for, if it waits. */
  waitsFor?: string;
  /** Since when, on its scheduler's clock, in milliseconds. Known after `debug()`. */
  since?: number;
  /** Where it is suspended, from the outermost frame to the innermost one. The place in the source is known after `debug()`. */
  at: { function: string; file?: string; line?: number; column?: number }[];
  /** The tasks below: its children, and the scopes and time limits it waits in. */
  children: TaskView[];
}

/** Who waits for what: `String(dump)` for people, `JSON.stringify(dump)` for programs. */
export interface Dump {
  /** The tasks that are nobody's children. */
  runs: TaskView[];
  /** How many tasks are ready. */
  ready: number;
  /** How many timers are set. */
  timers: number;
  toString(): string;
}

export interface DebugOptions {
  /** Reports steps that took longer, in milliseconds. */
  slowStep?: number;
  /** Reports clean-up that takes longer after a cancellation, in milliseconds: 10,000 unless told. */
  slowCleanup?: number;
  /** Reports async coroutines that are dropped without ever having started. */
  trackDropped?: boolean;
  /** Numbers tasks that have no name of their own: `worker#2`. */
  names?: boolean;
  /** Where reports go: to `console.warn` unless told. */
  report?: (message: string, detail: object) => void;
}

export interface Stats {
  /** How many tasks have not ended. */
  tasks: number;
  /** How many are ready to run. */
  ready: number;
  /** How many timers are set. */
  timers: number;
  /** How many steps tasks have run so far. */
  steps: number;
  /** By how many milliseconds the latest timers fired late. */
  lag: number;
}
