/**
 * `select`: several operations are waited for, and exactly one happens.
 *
 *   asking ──a case is ready──────────────────────────► won: the other cases were never begun
 *     └──none──► registering ──► waiting ──a case wakes──► won: the others are cancelled, in that call
 *                                   └──cancel()──► over
 *
 * The others have left their lines before anything else can run, so that no channel hands a value to a select that was won.
 * Those that take time to end, for a body of theirs has to be cleaned up, are waited for before the select's own waiter is.
 */
import type { Awaitable as AwaitableType, Of } from './api.ts';
import { Awaitable } from './awaitable.ts';
import { rangeError, suppressed } from './errors.ts';
import { Failed } from './failed.ts';
import { type Awaiter, type Combination, PERFORM, type TaskContext, type Waiter } from './frame.ts';
import { performanceOf, severalOf } from './performance.ts';
import { currentScheduler } from './start-task.ts';

/** Which case won, and what its operation gave. */
export type Selected<C> = { [K in keyof C]: { case: K; value: Of<C[K]> } }[keyof C];

export interface SelectOptions {
  /** Among cases that are ready: `'fair'`, each as likely as another, or `'first'`, in the order of the object's keys. */
  order?: 'fair' | 'first';
  /** With none ready: the case `default` wins, and nothing is waited for. */
  default?: boolean;
}

class Case implements Waiter {
  readonly key: string;
  awaiter: Awaiter;
  private readonly select: Selecting;
  /** It lost, and takes time to end. */
  ending = false;
  constructor(select: Selecting, key: string, awaiter: Awaiter) {
    this.select = select;
    this.key = key;
    this.awaiter = awaiter;
  }
  wake(): void {
    this.select.woken(this);
  }
  get task(): TaskContext | undefined {
    return this.select.waiter?.task;
  }
  get within(): Combination {
    return this.select;
  }
}

const DEFAULT = { key: 'default', awaiter: { result() {} } } as Pick<Case, 'key'> as Case;

class Selecting implements Awaiter, Combination {
  readonly isChoice = true;
  waiter: Waiter | null = null;
  private readonly cases: Case[] = [];
  private readonly options: SelectOptions;
  private winner: Case | null = null;
  private cancelled = false;
  /** What there is to wait for: a winner, the end of registering, losers that take time. */
  private pending = 2;
  private failure: { readonly error: unknown } | null = null;

  constructor(keys: readonly string[], cases: Record<string, unknown>, options: SelectOptions) {
    this.options = options;
    for (const key of keys) this.cases.push(new Case(this, key, performanceOf(cases[key], 'select')));
  }

  get host(): boolean {
    return this.cases.some(({ awaiter }) => awaiter.host === true);
  }

  ready(): boolean {
    const { cases, options } = this;
    const { length } = cases;
    const draw = options.order === 'first' ? () => 0 : currentScheduler().random;
    for (let i = 0; i < length && this.winner === null; i++) {
      const j = i + Math.floor(draw() * (length - i));
      const next = cases[j] as Case;
      cases[j] = cases[i] as Case;
      cases[i] = next;
      try {
        if (next.awaiter.ready()) this.won(next);
      } catch (e) {
        this.threw(next, e);
      }
    }
    if (this.winner === null && options.default) this.won(DEFAULT);
    return this.winner !== null;
  }

  suspend(waiter: Waiter): Waiter | undefined {
    this.waiter = waiter;
    let first: Waiter | undefined;
    for (const next of this.cases) {
      let started: Waiter | undefined | void;
      try {
        started = next.awaiter.suspend(next);
      } catch (e) {
        this.threw(next, e);
      }
      // Another one has won meanwhile: what this one has begun since is taken back as well.
      if (this.winner !== null && this.winner !== next) this.lose(next);
      first === undefined ? (first = started ?? undefined) : started?.wake();
      if (this.winner !== null) break;
    }
    this.settle();
    return first;
  }

  /** A case has ended: it wins, or it was the last of those to be waited for. */
  woken(by: Case): void {
    if (this.winner === null && !this.cancelled) this.won(by);
    else if (by.ending) {
      by.ending = false;
      if (by.awaiter.undone?.() !== true) this.happened(by);
      this.settle();
    }
  }

  private won(winner: Case): void {
    this.winner = winner;
    for (const other of this.cases) if (other !== winner) this.lose(other);
    this.settle();
  }

  /** It could not even begin. */
  private threw(by: Case, error: unknown): void {
    by.awaiter = new Failed(error, by.awaiter.describe());
    if (this.winner === null) this.won(by);
    else this.fail(error);
  }

  private lose(loser: Case, reason?: unknown): void {
    if (!loser.ending) this.pending++;
    loser.ending = true;
    let takesTime = false;
    try {
      takesTime = loser.awaiter.cancel(reason) === true;
    } catch (e) {
      this.fail(e);
    }
    if (takesTime || !loser.ending) return;
    loser.ending = false;
    this.pending--;
  }

  /** A loser had ended before it could be cancelled: a failure is not to be lost, nor is a value that nobody else gave. */
  private happened(loser: Case): void {
    if (this.winner === null) {
      this.winner = loser;
      return;
    }
    try {
      loser.awaiter.result();
    } catch (e) {
      this.fail(e);
    }
  }

  private settle(): void {
    if (--this.pending === 0) this.waiter?.wake();
  }

  private fail(error: unknown): void {
    this.failure = { error: this.failure === null ? error : suppressed(error, this.failure.error) };
  }

  result(): unknown {
    const { key, awaiter } = this.winner as Case;
    let value: unknown;
    try {
      value = awaiter.result();
    } catch (e) {
      throw this.failure === null ? e : suppressed(this.failure.error, e);
    }
    if (this.failure !== null) throw this.failure.error;
    return { case: key, value };
  }

  cancel(reason?: unknown): true | void {
    if (this.winner === null && !this.cancelled) {
      this.cancelled = true;
      for (const loser of this.cases) this.lose(loser, reason);
      this.pending--;
    }
    if (this.waiter !== null && this.pending > 0) return true;
    if (this.failure !== null) throw this.failure.error;
  }

  undone(): boolean {
    if (this.failure !== null) return false;
    return this.winner === null || this.winner.awaiter.undone?.() === true;
  }

  *inside(): Iterable<unknown> {
    for (const { awaiter } of this.cases) yield* awaiter.inside?.() ?? [];
  }

  describe(): string {
    return `select(${this.cases.map(({ key, awaiter }) => `${key}: ${awaiter.describe()}`).join(', ')})`;
  }
}

class Selection extends Awaitable<unknown> {
  private readonly keys: readonly string[];
  private readonly cases: Record<string, unknown>;
  private readonly options: SelectOptions;
  constructor(keys: readonly string[], cases: Record<string, unknown>, options: SelectOptions) {
    super();
    this.keys = keys;
    this.cases = cases;
    this.options = options;
  }
  override [PERFORM](): Awaiter {
    return new Selecting(this.keys, this.cases, this.options);
  }
}

/**
 * Waits until one of the operations happens, and gives its key and its value; the others did not happen, and leave no trace.
 * If several are ready, one is drawn by the run's seed, or is the first in the order of the object's keys (integer-like keys
 * come first). A case that fails wins, and its error is thrown. Of a task given by its handle only the waiting ends;
 * what runs for a case alone, a coroutine or a scope, is cancelled when it loses, and has ended when this returns. With
 * `default` it never suspends. Throws TypeError (`not-a-coroutine`) for what is no operation, RangeError (`bad-argument`) for
 * no case at all, which would wait for ever. Go's `select`, Kotlin's `selectUnbiased`.
 */
export function select<C extends Record<string, AwaitableType<unknown>>>(
  cases: C,
  options: SelectOptions & { default: true },
): AwaitableType<Selected<C> | { case: 'default'; value: undefined }>;
export function select<C extends Record<string, AwaitableType<unknown>>>(
  cases: C,
  options?: SelectOptions & { default?: false },
): AwaitableType<Selected<C>>;
export function select(cases: Record<string, unknown>, options: SelectOptions = {}): AwaitableType<never> {
  const keys = Object.keys(severalOf(cases, 'select'));
  if (keys.length === 0 && !options.default)
    throw rangeError('select(cases) takes at least one, or a default');
  return new Selection(keys, cases, options) as AwaitableType<unknown> as AwaitableType<never>;
}
