/**
 * Async generator coroutines. In a coroutine, `for await` enters the generator's frame directly, in the task that pulls
 * (drive.ts, PULL): no promise, and what the generator awaits suspends the puller. From plain code each request is a task.
 * Requests queue as ECMAScript says (ES2025 27.6.3 AsyncGenerator Abstract Operations): one at a time, in order.
 */
import { DONE, NEXT, RETURN, START, THROW, UNWIND } from './abi.ts';
import { AsyncCoroutine } from './async-coroutine.ts';
import type { PullRequest } from './awaiting.ts';
import { DELEGATES } from './delegate.ts';
import { asyncDisposeKey } from './dispose-keys.ts';
import { iteratorResult, iteratorWithoutThrow } from './errors.ts';
import {
  ASYNC_GENERATOR,
  AWAITING,
  type Awaiter,
  type Frame,
  isFrame,
  KIND,
  kindOf,
  leave,
  type Mode,
  PASSES,
  PERFORM,
  type Progress,
  PULL,
  PULLS,
  type Pulls,
  push,
  type QueuedTurn,
  READY,
  type Step,
  vm,
  type Waiter,
} from './frame.ts';
import { leaveAwaiting, OperationRequest } from './operation.ts';
import { keepName, misuse, type Status, statusOf } from './status.ts';

/** As it is at the start: a program may replace it. */
const { apply } = Reflect;

type Result = IteratorResult<unknown, unknown>;

const AsyncIteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())),
);

export class AsyncGeneratorCoroutine implements Frame {
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

  get status(): Status {
    return statusOf(this);
  }

  next(value?: unknown): Promise<Result> {
    return requested(this, NEXT, value);
  }

  throw(error: unknown): Promise<Result> {
    return requested(this, THROW, error);
  }

  return(value?: unknown): Promise<Result> {
    return requested(this, RETURN, value);
  }

  [PULLS](): PullIterator {
    return pullsOf(this);
  }

  /** `yield* target` in an async generator. */
  [DELEGATES](state: number, target: unknown, shielded: boolean): unknown {
    let callee: Frame;
    if (kindOf(target) === ASYNC_GENERATOR) {
      callee = target as Frame;
      if (callee.state === DONE) return leave(this, state, READY);
      if (callee.leaf.state < 0 || (callee.link as Pulls | null)?.busy === true)
        misuse(callee, 'delegate to');
    } else callee = iterateAsync(target);
    return push(this, state, callee, shielded);
  }
}

function hidden(key: PropertyKey, value: unknown): void {
  Object.defineProperty(AsyncGeneratorCoroutine.prototype, key, {
    value,
    configurable: true,
    writable: true,
  });
}
Object.setPrototypeOf(AsyncGeneratorCoroutine.prototype, AsyncIteratorPrototype);
hidden(KIND, ASYNC_GENERATOR);
hidden(Symbol.toStringTag, 'AsyncGeneratorCoroutine');
hidden(asyncDisposeKey, function asyncDispose(this: AsyncGeneratorCoroutine) {
  return this.return();
});

function pulls(generator: Frame): Pulls {
  return ((generator.link as Pulls | null) ??= {
    puller: null,
    root: null,
    returning: null,
    shield: null,
    cancelled: false,
    busy: false,
    first: null,
    last: null,
  });
}

/** The exit of a pull: the generator is a root of its own in the same run, until it gives something. */
function enter(run: Progress, target: unknown): void {
  const { generator, mode, value } = target as PullRequest;
  const pulls = generator.link as Pulls;
  const puller = run.leaf;
  pulls.puller = puller;
  pulls.root = run.root;
  pulls.returning = run.returning;
  pulls.shield = run.shield;
  pulls.cancelled = false;
  pulls.busy = true;
  if (vm.shielded) run.shield ??= puller;
  run.root.leaf = AWAITING;
  run.root = generator;
  run.leaf = generator.leaf;
  run.returning = mode === RETURN ? generator.leaf : null;
  run.entry = mode;
  run.injected = value;
}

/** What it yields, or ends with, goes to the puller. */
function gives(run: Progress): void {
  const generator = run.root;
  const pulls = generator.link as Pulls;
  const done = run.leaf.state < 0;
  if (done) {
    generator.state = DONE;
    keepName(generator);
  }
  generator.leaf = run.leaf;
  run.root = pulls.root as Frame;
  run.leaf = pulls.puller as Frame;
  run.returning = pulls.returning;
  run.shield = pulls.shield;
  if (done && run.entry === RETURN && pulls.cancelled) {
    run.returning = run.leaf;
    run.injected = undefined;
  } else if (!done || run.entry !== THROW) {
    run.entry = NEXT;
    run.injected = { value: run.injected, done };
  }
  release(pulls);
}
hidden(PASSES, gives);

/** The generator is free: the next one in its queue may have it. */
function release(pulls: Pulls): void {
  pulls.puller = null;
  pulls.root = null;
  pulls.returning = null;
  pulls.shield = null;
  const next = pulls.first;
  if (next === null) {
    pulls.busy = false;
    return;
  }
  leaveQueue(pulls, next);
  next.wake();
}

function leaveQueue(pulls: Pulls, turn: QueuedTurn): void {
  const { before, after } = turn;
  if (before === null) pulls.first = after;
  else before.after = after;
  if (after === null) pulls.last = before;
  else after.before = before;
  turn.before = null;
  turn.after = null;
}

// ---- requests

/** A request of plain code: a task of the scheduler, which has taken its place in the queue when this returns. */
function requested(generator: AsyncGeneratorCoroutine, mode: Mode, value: unknown): Promise<Result> {
  try {
    return requestFrame(generator, mode, value).then() as Promise<Result>;
  } catch (e) {
    return Promise.reject(e);
  }
}

/** What `for await` and `await using` of a coroutine call: each method's result is to be awaited at once. */
export interface PullIterator {
  next(value?: unknown): unknown;
  throw(error: unknown): unknown;
  return(value?: unknown): unknown;
}

/** The generator as a coroutine pulls it: its frame is entered by the `await` itself. */
function pullsOf(generator: AsyncGeneratorCoroutine): PullIterator {
  const pull = (mode: Mode, value: unknown): unknown => {
    if (generator.state === DONE && mode === NEXT) return { value: undefined, done: true };
    if (mode === RETURN || generator.leaf.state < 0 || (generator.link as Pulls | null)?.busy === true) {
      return requestFrame(generator, mode, value);
    }
    pulls(generator);
    return { [KIND]: PULL, enter, generator, mode, value } satisfies PullRequest;
  };
  return {
    next: (value) => pull(NEXT, value),
    throw: (error) => pull(THROW, error),
    return: (value) => pull(RETURN, value),
  };
}

/** A request that waits for its turn. A value to return is awaited in the turn: ES2025 27.6.3.9 AsyncGeneratorAwaitReturn. */
function requestFrame(generator: Frame, how: Mode, given: unknown): AsyncCoroutine {
  if (isFrame(generator.link)) misuse(generator, 'resume');
  const mine = new Turn(pulls(generator));
  return new AsyncCoroutine(function request(frame, state, value, mode) {
    let action = how;
    let argument = given;
    if (mode !== NEXT) {
      if (mode === RETURN) {
        mine.giveBack();
        frame.state = UNWIND;
        return value;
      }
      if (~state !== 2) {
        frame.state = UNWIND;
        return value;
      }
      action = THROW;
      argument = value;
    } else if (state === 0) return leaveAwaiting(frame, 1, mine);
    else if (state === 1 && how === RETURN) return leaveAwaiting(frame, 2, given);
    else if (state === 2) argument = value;
    else if (state === 3) {
      frame.state = DONE;
      return value;
    }
    if (generator.state === DONE) {
      mine.giveBack();
      if (action === THROW) throw argument;
      frame.state = DONE;
      return { value: action === RETURN ? argument : undefined, done: true };
    }
    mine.spent = true;
    const request: PullRequest = { [KIND]: PULL, enter, generator, mode: action, value: argument };
    return leaveAwaiting(frame, 3, request);
  });
}

/** A place in the queue of a generator, taken when the request is made. */
class Turn extends OperationRequest<void> implements Awaiter<void>, QueuedTurn {
  before: QueuedTurn | null = null;
  after: QueuedTurn | null = null;
  /** The generator was entered: the driver gives the turn to the next one. */
  spent = false;
  private readonly pulls: Pulls;
  private has: boolean;
  private waiter: Waiter | null = null;

  constructor(of: Pulls) {
    super();
    this.pulls = of;
    this.has = !of.busy;
    if (this.has) of.busy = true;
    else {
      this.before = of.last;
      if (of.last === null) of.first = this;
      else of.last.after = this;
      of.last = this;
    }
  }

  [PERFORM](): Awaiter<void> {
    return this;
  }
  ready(): boolean {
    return this.has;
  }
  suspend(waiter: Waiter): void {
    this.waiter = waiter;
  }
  result(): void {}
  /** The generator is free, and this one's. */
  wake(): void {
    this.has = true;
    this.waiter?.wake();
  }
  cancel(): void {
    this.waiter = null;
  }
  describe(): string {
    return 'its turn at an async generator';
  }

  /** The request ends without entering the generator. */
  giveBack(): void {
    if (this.spent) return;
    this.spent = true;
    if (this.has) release(this.pulls);
    else leaveQueue(this.pulls, this);
  }
}

// ---- delegation to what is no coroutine

/**
 * The frame of `yield*` over a foreign async iterable, or a sync one: ES2025 15.5.5 with generatorKind async, and 27.1.6
 * CreateAsyncFromSyncIterator, whose values are awaited.
 *
 *   0 entered · 1 the result is awaited · 2 it yielded · 3 closed for want of `throw` · 4 a sync iterator's value is awaited
 */
function iterateAsync(target: unknown): AsyncGeneratorCoroutine {
  const source = target as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  const method = source[Symbol.asyncIterator];
  const sync = method == null;
  const iterator = (
    sync ? (source as Iterable<unknown>)[Symbol.iterator]() : apply(method, source, [])
  ) as AsyncIterator<unknown>;
  const next = iterator.next;
  let returning = false;
  let ended = false;

  return new AsyncGeneratorCoroutine(function iterate(frame, state, value, mode) {
    const at = mode === NEXT ? state : ~state;
    if (at === 1 || at === 3 || at === 4) {
      if (mode === THROW && at === 4 && sync && !ended) iterator.return?.();
      if (mode !== NEXT) {
        frame.state = UNWIND;
        return value;
      }
      if (at === 3) throw iteratorWithoutThrow();
      if (at === 1) return deliver(frame, resultOf(value));
      frame.state = ended ? DONE : 2;
      return value;
    }
    let given: unknown;
    if (mode === NEXT) given = apply(next, iterator, [value as never]);
    else if (mode === THROW) {
      if (iterator.throw == null) return leaveAwaiting(frame, 3, iterator.return?.());
      given = iterator.throw(value);
    } else {
      returning = true;
      if (iterator.return == null) {
        frame.state = UNWIND;
        return value;
      }
      given = iterator.return(value as never);
    }
    if (!sync) return leaveAwaiting(frame, 1, given, returning);
    const result = resultOf(given);
    ended = Boolean(result.done);
    return leaveAwaiting(frame, 4, result.value, returning);
  });
}

function deliver(frame: Frame, result: Result): unknown {
  const done = result.done;
  frame.state = done ? DONE : 2;
  return result.value;
}

function resultOf(given: unknown): Result {
  if ((typeof given !== 'object' && typeof given !== 'function') || given === null) {
    throw iteratorResult(given);
  }
  return given as Result;
}
