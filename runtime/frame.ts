/**
 * The frame: what every coroutine, of whatever kind and from whichever copy of the runtime, looks like to the driver.
 *
 *   step    the emitted arrow; the spills are variables of the closure around it
 *   state   ≥ 0: suspended there; below: see abi.ts
 *   leaf    of a chain's root: its innermost frame, or a sentinel while the chain may not be entered
 *   link    rare things: the frame that delegates to this one; a root's membership in a session; a task; an outcome
 *
 * Four fields, one hidden class a kind: one comparison, `leaf.state < 0`, finds re-entry, done, delegated, transferring
 * and awaiting at once. Two copies of the runtime share what this file keeps at `globalThis[Symbol.for(VM_KEY)]`, and know
 * each other's objects by registered symbols: nothing below compares classes where it matters.
 */
import { COROUTINE_KEY, DONE, EXIT, FAILED, PUSHED, RUNNING, STOPPED, VM_KEY } from './abi.ts';

export type Mode = 0 | 1 | 2;
export type Step = (frame: Frame, state: number, value: unknown, mode: Mode) => unknown;

/** The registered symbol that tells a coroutine, and which kind of one it is. */
export const KIND: unique symbol = Symbol.for(COROUTINE_KEY) as never;
/** The registered symbol under which an operation starts one performance of itself (see operation.ts). */
export const PERFORM: unique symbol = Symbol.for('stackless.perform.1') as never;
/** The registered symbol under which an async generator coroutine gives itself as a coroutine pulls it: by its frame. */
export const PULLS: unique symbol = Symbol.for('stackless.pulls.1') as never;
/** The registered symbol under which an async coroutine, and an async generator, passes on what it ends with or gives. */
export const PASSES: unique symbol = Symbol.for('stackless.passes.1') as never;

export const GENERATOR = 1;
export const ASYNC = 2;
export const ASYNC_GENERATOR = 3;
/** Not a coroutine: a request to an async generator (async-generator.ts). */
export const PULL = 4;

export interface Frame {
  step: Step;
  state: number;
  leaf: Frame;
  link: unknown;
  readonly [KIND]: number;
}

/** Open from the head's first transfer until the head yields, returns or throws to its resumer. */
export interface Session {
  /** Null once it is closed. */
  head: Frame | null;
}

/**
 * What a generator coroutine needs beyond its frame once it transfers or is the head of a task. While it is in a session this
 * is its leaf, too: a transfer is then two numbers written, here and there.
 */
export interface Membership {
  /** EXIT while it waits in `transfer`, else something below that is not. */
  state: number;
  session: Session | null;
  /** The frame that waits in `transfer`. */
  leaf: Frame;
  /** Kept while others run (see drive.ts). */
  returning: Frame | null;
  shield: Frame | null;
  task: TaskContext | null;
}

/** What an async generator keeps: who pulls it now, and who waits for its turn. */
export interface Pulls {
  /** The frame that pulls, and the chain it belongs to. */
  puller: Frame | null;
  root: Frame | null;
  returning: Frame | null;
  shield: Frame | null;
  /** The puller was cancelled: the return that closes the generator goes on in the puller. */
  cancelled: boolean;
  busy: boolean;
  /** Who waits for its turn: a list that anybody may leave. */
  first: QueuedTurn | null;
  last: QueuedTurn | null;
}

export interface QueuedTurn extends Waiter {
  before: QueuedTurn | null;
  after: QueuedTurn | null;
}

/** The link of an async coroutine that one frame has pushed and further ones wait for. */
export interface Shared {
  readonly caller: Frame;
  readonly waiters: Set<Waiter>;
}

/** Whoever is told that an operation has ended. `wake` never runs foreign code: it only enqueues. */
export interface Waiter {
  wake(): void;
  /** The task that waits, itself or by somebody who waits on its behalf; nobody's, if plain code waits. */
  readonly task?: TaskContext | undefined;
  /** Of what it is a part, if several are waited for as one. */
  readonly within?: Combination | undefined;
}

/** Several performances that one waiter waits for. Of a choice only one may happen: no two of its parts complete each other. */
export interface Combination {
  readonly isChoice: boolean;
  readonly waiter: Waiter | null;
}

/**
 * One performance of an operation, after C++20's awaiter ([expr.await]): `await_ready`, `await_suspend`, `await_resume`.
 *
 *   made ──ready()──► result()                     no suspension at all
 *     └──suspend(w)──► waiting ──w.wake()──► result()
 *                         └──cancel()──► over: it did not happen, w is not woken
 *                               └──true──► ending ──w.wake()──► undone() ? over : result()
 */
export interface Awaiter<T = unknown> {
  ready(): boolean;
  /** Registers the waiter; may hand control straight to another one, which then runs next. */
  suspend(waiter: Waiter): Waiter | undefined | void;
  /** The value, or what the operation failed with, thrown. Called once, in the turn of whoever waited. */
  result(): T;
  /**
   * Takes a performance back, suspended or not: it did not happen, and its waiter is not woken. True: that takes time, for
   * what the operation started has to end first; then the waiter is woken after all.
   */
  cancel(reason?: unknown): true | void;
  describe(): string;
  /** What it waits for comes from outside of the run: a virtual clock lets the host have a turn, and it is no deadlock. */
  readonly host?: boolean;
  /** A cancelled task waits for it all the same. */
  readonly shields?: boolean;
  /** Asked once woken, in a task that was cancelled meanwhile: whether it did not happen, so that the task returns there. */
  undone?(): boolean;
  /** The tasks that run in the place of the one that waits. */
  inside?(): Iterable<unknown>;
}

/** Where the driver is, written down: the chain, its innermost frame, and how that is entered next (see drive.ts). */
export interface Progress {
  root: Frame;
  leaf: Frame;
  session: Session | null;
  returning: Frame | null;
  shield: Frame | null;
  hurt: Frame | null;
  hurtBy: unknown;
  /** How it goes on; of a task that has ended, how it did. */
  entry: Mode;
  injected: unknown;
}

/** An exit with a way of its own: moves the run, or parks the task, and then gives true. */
export type Exit = (run: Progress, target: unknown, task?: TaskContext) => boolean | void;

/** An async coroutine, below its caller: keeps its outcome, and gives the caller. */
export interface Ending extends Frame {
  readonly [PASSES]: (this: Frame, mode: Mode, value: unknown, reason: unknown) => Frame | null;
}

/** An async generator: what it yields or ends with goes to whoever pulls. */
export interface Giving extends Frame {
  readonly [PASSES]: Exit;
}

/** What the driver knows of a task: where it is parked, and whether it is being cancelled. */
export interface TaskContext extends Waiter, Progress {
  awaiter: Awaiter | null;
  /** The suspension it is parked at is shielded from cancellation. */
  shielded: boolean;
  cancelling: boolean;
  /** Its clean-up took too long: nothing is shielded any more. */
  readonly forced: boolean;
  readonly reason: unknown;
  /** The error for yielding in it. */
  yielded(name: string): TypeError;
  /** How a thenable is waited for. */
  adopt(thenable: PromiseLike<unknown>): Awaiter;
  /** A part of what it waits for has ended: what is left may not be the host's. */
  lookAtHost(): void;
  /** `wake`, by a job of the host's own; by one of its events, which is a turn of its loop, if it is so said. */
  arrive(isEvent?: boolean): void;
  /** Runs next, before whatever is ready. */
  handOff(waiter: Waiter): void;
}

/** What the host keeps beside the stack, as `AsyncLocalStorage` does: taken where a task leaves, entered where it goes on. */
export interface HostContext {
  /** `previous`: what the task entered with, if this is not its first. */
  capture(previous?: unknown): unknown;
  run(context: unknown, task: { advance(): void }): void;
}

/** What happens to tasks, for whoever looks on. */
export type TaskEvent = 'spawn' | 'resume' | 'suspend' | 'cancel' | 'end';

/** A `run` that has not ended. */
export interface Run {
  readonly scheduler: unknown;
  /** Nothing will ever wake a task of its scheduler again. */
  stuck(): void;
}

/** A place in the source. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What `debug()` switches on. `entry` is the function of the runtime that emitted code has called: its caller is the place. */
export interface Debug {
  suspends(frame: Frame, entry: unknown): void;
  transfers(target: unknown, value: unknown, frame?: Frame, entry?: unknown): void;
  /** An async coroutine was made; it was claimed by a task, or closed. */
  made(frame: Frame, entry: unknown): void;
  claimed(frame: Frame): void;
  /** An error left the frame's step; `awaited`: it is thrown there, by what the frame waited for. */
  threw(error: unknown, frame: Frame, awaited: boolean): void;
  /** Runs the step. */
  step(task: { step(): void }): void;
  /** A `suspend` was resumed when it was over. */
  late(operation: string): void;
  positionOf(frame: Frame): Position | undefined;
  sinceOf(task: object): number | undefined;
}

/** The one record that all copies of the runtime in a realm share. */
export interface VM {
  /** What a step that is entered next has for its state: RUNNING, and one less for each native resume on the stack. */
  level: number;
  /** The exit registers: written by an exit, read at once by the driver. */
  exit: number | Exit;
  state: number;
  value: unknown;
  shielded: boolean;
  /** The level at which a native body runs whose `yield*` is to be seen, if one does; and how it is seen (probe.ts). */
  native?: number | undefined;
  probe?(target: Frame): unknown;
  /** Set once per process, by `allowNative()` or by the warning. */
  nativeAllowed?: boolean;
  /** What a coroutine's task waits for, in words; set by the first scheduler. */
  awaited?(root: Frame): string;
  task: TaskContext | null;
  /** In the driver's place after a resume, once somebody delegates (walk.ts). */
  walk: ((head: Frame, f: Frame, out: unknown) => unknown) | null;
  scheduler?: unknown;
  /** The runs that have not ended, and what is told when the host's loop would end. */
  runs?: Set<Run>;
  loopEnds?: () => void;
  /** Told of what otherwise leaves no trace, after `debug()`; else null. */
  debug: Debug | null;
  /** Keeps the host's own context for each task, where that is wanted. */
  asyncContext?: HostContext;
  /** Told of every task's events, where that is wanted. */
  observer?: ((event: TaskEvent, task: TaskContext) => void) | null;
  readonly delegated: Frame;
  readonly awaiting: Frame;
  /** One sentinel a level. */
  readonly busy: Frame[];
}

/** Stands for a leaf that may not be entered: only its state is ever read. */
export function sentinel(state: number): Frame {
  return { state } as Frame;
}

function sharedVM(): VM {
  return ((globalThis as { [key: symbol]: VM | undefined })[Symbol.for(VM_KEY)] ??= {
    level: RUNNING,
    exit: 0,
    state: 0,
    value: undefined,
    shielded: false,
    task: null,
    walk: null,
    debug: null,
    delegated: sentinel(EXIT),
    awaiting: sentinel(EXIT),
    busy: [],
  });
}

export const vm: VM = /* @__PURE__ */ sharedVM();

/**
 * A root's `leaf` while another coroutine delegates to it, while its task waits. The last is also what the driver gives when
 * the task is to wait.
 */
export const DELEGATED: Frame = vm.delegated;
export const AWAITING: Frame = vm.awaiting;

/** What `vm.exit` is where a step leaves with a value that is there; else it is a function, which knows its way (`Exit`). */
export const READY = 1;

/** Leaves a step: the driver finds the rest in the registers. */
export function leave(
  frame: Frame,
  state: number,
  exit: number | Exit,
  target?: unknown,
  value?: unknown,
): unknown {
  vm.exit = exit;
  vm.state = state;
  vm.value = value;
  frame.state = EXIT;
  return target;
}

/** Leaves a step for a coroutine that is suspended: it joins the chain, and its innermost frame runs next. */
export function push(frame: Frame, state: number, callee: Frame, shielded: boolean): unknown {
  const leaf = callee.leaf;
  callee.leaf = DELEGATED;
  callee.link = frame;
  if (shielded) return leave(frame, state, shields, leaf);
  frame.state = PUSHED - state;
  return leaf;
}

/** The exit of a push from a `finally`: cancellation waits until control is back there. */
function shields(run: Progress, leaf: unknown): void {
  run.shield ??= run.leaf;
  run.leaf = leaf as Frame;
}

/** What a value is to the runtime: a kind above, or undefined. A primitive has no kind. */
export function kindOf(x: unknown): number | undefined {
  return (x as { [KIND]?: number } | null | undefined)?.[KIND];
}

export function hasEnded({ state }: Frame): boolean {
  return state === DONE || state === FAILED || state === STOPPED;
}

export function isFrame(link: unknown): link is Frame {
  const kind = kindOf(link);
  return kind !== undefined && kind < PULL;
}

export function membership(root: Frame): Membership & Frame {
  return (root.link ??= {
    state: DONE,
    session: null,
    leaf: root,
    returning: null,
    shield: null,
    task: null,
  } satisfies Membership) as Membership & Frame;
}
