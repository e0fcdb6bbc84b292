/**
 * Waiting for several at once: `all`, `race`, `any`, `settled`. Coroutines run as tasks in place; what is not needed any more
 * is cancelled, and has ended when the whole is over.
 *
 *   performed ──one ends──► told ──what it decides──► the others are cancelled ──the last has ended──► over
 */

import type { Awaitable as AwaitableType, Of, Outcome, Source } from './api.ts';
import { Performed } from './awaitable.ts';
import { type CancelledError, noneCompleted, rangeError, ScopeError } from './errors.ts';
import type { Awaiter, Combination, TaskContext, Waiter } from './frame.ts';
import { performanceOf, severalOf } from './performance.ts';

/** One of several: what is waited for, and who is told. */
class Member implements Waiter {
  over = false;
  readonly awaiter: Awaiter;
  readonly index: number;
  private readonly all: Combined;
  constructor(all: Combined, awaiter: Awaiter, index: number) {
    this.all = all;
    this.awaiter = awaiter;
    this.index = index;
  }
  get task(): TaskContext | undefined {
    return this.all.task;
  }
  get within(): Combination {
    return this.all;
  }
  wake(): void {
    this.all.ended(this);
  }
}

/** What is done with each that ends. */
interface Rule {
  /** Only one may happen. */
  readonly isChoice: boolean;
  /** Whether that decides the whole. */
  value(value: unknown, index: number): boolean;
  error(error: unknown, index: number): boolean;
  /** What the whole gives, or throws. */
  result(): unknown;
}

class Combined implements Awaiter, Combination {
  private readonly name: string;
  private readonly rule: Rule;
  private readonly members: Member[];
  private readonly failures: unknown[] = [];
  private firstOfHost = 0;
  waiter: Waiter | null = null;
  private left: number;
  private decided = false;
  /** Cancelled from outside; and whether that undid one. */
  private cancelled = false;
  private hasUndone = false;
  private registering = true;

  constructor(name: string, sources: readonly unknown[], rule: Rule) {
    this.name = name;
    this.rule = rule;
    this.members = sources.map((source, index) => new Member(this, performanceOf(source, name), index));
    this.left = sources.length;
  }

  get task(): TaskContext | undefined {
    return this.waiter?.task;
  }

  get isChoice(): boolean {
    return this.rule.isChoice;
  }

  /** What is over, or is not the host's, stays so: each member is passed once. */
  get host(): boolean {
    const { members } = this;
    for (; this.firstOfHost < members.length; this.firstOfHost++) {
      const { over, awaiter } = members[this.firstOfHost] as Member;
      if (!over && awaiter.host === true) return true;
    }
    return false;
  }

  /**
   * A member that is ready has happened. Of several that all have to, one may be and another not: those are asked only when
   * it is certain that they are waited for, for a select may take another case.
   */
  ready(): boolean {
    if (this.rule.isChoice) for (const member of this.members) this.ask(member);
    return this.left === 0;
  }

  /** Whether it has ended by now. */
  private ask(member: Member): boolean {
    try {
      if (!member.over && member.awaiter.ready()) this.ended(member);
    } catch (e) {
      this.told(member, false, e);
    }
    return member.over;
  }

  suspend(waiter: Waiter): void {
    this.waiter = waiter;
    for (const member of this.members) {
      if (member.over || (!this.rule.isChoice && this.ask(member))) continue;
      try {
        const started = member.awaiter.suspend(member);
        if (!member.over) started?.wake();
        else if (started !== undefined) this.takeBack(member);
      } catch (e) {
        this.told(member, false, e);
      }
    }
    this.registering = false;
    if (this.left === 0) waiter.wake();
  }

  /** Another one was told as this one registered itself, and it is not needed: it must not run. */
  private takeBack(member: Member): void {
    member.over = false;
    this.left++;
    if (member.awaiter.cancel() !== true) this.drop(member);
  }

  ended(member: Member): void {
    const { awaiter } = member;
    if (member.over) return;
    if ((this.decided || this.cancelled) && awaiter.undone?.() === true) {
      this.hasUndone = true;
      this.drop(member);
      return;
    }
    let value: unknown;
    try {
      value = awaiter.result();
    } catch (e) {
      this.told(member, false, e);
      return;
    }
    this.told(member, true, value);
  }

  private told(member: Member, succeeded: boolean, outcome: unknown): void {
    const { rule } = this;
    member.over = true;
    if (this.decided || (this.cancelled && !succeeded)) {
      // What was not needed any more has failed to end well: that is not to be lost.
      if (!succeeded) this.failures.push(outcome);
    } else if (succeeded ? rule.value(outcome, member.index) : rule.error(outcome, member.index)) {
      this.decided = true;
      this.cancelOthers(undefined);
    }
    this.drop(member);
  }

  private drop(member: Member): void {
    member.over = true;
    if (--this.left === 0 && !this.registering) this.waiter?.wake();
    else this.task?.lookAtHost();
  }

  private cancelOthers(reason: unknown): void {
    for (const member of this.members) {
      if (member.over) continue;
      try {
        if (member.awaiter.cancel(reason) === true) continue;
      } catch (e) {
        this.failures.push(e);
      }
      this.hasUndone = true;
      member.over = true;
      this.left--;
    }
  }

  result(): unknown {
    const errors = [...this.failures];
    if (errors.length === 0) return this.rule.result();
    try {
      if (this.decided) this.rule.result();
    } catch (e) {
      errors.unshift(e);
    }
    throw errors.length === 1 ? errors[0] : new ScopeError(this.name, errors);
  }

  cancel(reason?: unknown): true | void {
    this.cancelled = true;
    this.cancelOthers(reason);
    if (this.left > 0) return true;
    if (this.failures.length > 0) this.result();
  }

  /** Some did not happen, and nothing else has to be said. */
  undone(): boolean {
    return this.cancelled && !this.decided && this.hasUndone && this.failures.length === 0;
  }

  *inside(): Iterable<unknown> {
    for (const { over, awaiter } of this.members) if (!over) yield* awaiter.inside?.() ?? [];
  }

  describe(): string {
    return `${this.name}(${this.members.map(({ awaiter }) => awaiter.describe()).join(', ')})`;
  }
}

type Sources = readonly Source[] | Record<string, Source>;

function combined<R>(
  name: string,
  sources: Sources,
  rule: (keys: readonly string[], isArray: boolean) => Rule,
): AwaitableType<R> {
  const keys = Object.keys(severalOf(sources, name));
  const list = Object.values(sources);
  return new Performed(() => new Combined(name, list, rule(keys, Array.isArray(sources))));
}

/** First to end decides: with a value alone, or with an error too. */
const first = (errorsToo: boolean) => (): Rule => {
  const errors: unknown[] = [];
  let won: Outcome<unknown> | null = null;
  return {
    isChoice: true,
    value(value) {
      won = { status: 'completed', value };
      return true;
    },
    error(error, index) {
      errors[index] = error;
      if (errorsToo) won = { status: 'failed', error };
      return errorsToo;
    },
    result() {
      if (won?.status === 'completed') return won.value;
      if (won?.status === 'failed') throw won.error;
      throw noneCompleted(errors);
    },
  };
};

/**
 * Waits for all of them: an array gives an array, an object an object. The first failure cancels the rest; it is thrown when
 * they have ended, alone, or in a ScopeError (`scope-failed`) with what their clean-up threw. Coroutines run as tasks, of
 * operations and tasks given by handle only the waiting ends. Kotlin's `awaitAll` in a scope of its own.
 */
export function all<const T extends readonly Source[]>(
  sources: T,
): AwaitableType<{ -readonly [K in keyof T]: Of<T[K]> }>;
export function all<T extends Record<string, Source>>(
  sources: T,
): AwaitableType<{ [K in keyof T]: Of<T[K]> }>;
export function all(sources: Sources): AwaitableType<never> {
  return combined('all', sources, (keys, isArray) => {
    const values: unknown[] = new Array(keys.length).fill(undefined);
    let failed: { readonly error: unknown } | null = null;
    return {
      isChoice: false,
      value(value, index) {
        values[index] = value;
        return false;
      },
      error(error) {
        failed = { error };
        return true;
      },
      result() {
        if (failed !== null) throw failed.error;
        return isArray ? values : Object.fromEntries(keys.map((key, index) => [key, values[index]]));
      },
    };
  });
}

/**
 * The first to end, well or badly; the others are cancelled, and have ended when it returns. Of a task given by its handle
 * only the waiting ends. Throws RangeError (`bad-argument`) for none, which would wait for ever.
 */
export function race<const T extends readonly Source[]>(sources: T): AwaitableType<Of<T[number]>> {
  const racing = combined<Of<T[number]>>('race', sources, first(true));
  if (sources.length === 0) throw rangeError('race(sources) takes at least one');
  return racing;
}

/**
 * The first to end well; the others are cancelled, and have ended when it returns. AggregateError (`none-completed`) with
 * every error, in the order of the sources, when none does. ES2025 27.2.4.3 Promise.any.
 */
export function any<const T extends readonly Source[]>(sources: T): AwaitableType<Of<T[number]>> {
  return combined('any', sources, first(false));
}

/** Waits for all of them, whatever becomes of each: `completed`, `failed` or `cancelled`, with the value, error or reason. */
export function settled<const T extends readonly Source[]>(
  sources: T,
): AwaitableType<{ -readonly [K in keyof T]: Outcome<Of<T[K]>> }> {
  return combined('settled', sources, () => {
    const outcomes: Outcome<unknown>[] = [];
    return {
      isChoice: false,
      value(value, index) {
        outcomes[index] = { status: 'completed', value };
        return false;
      },
      error(error, index) {
        const { code, reason } = Object(error) as Partial<CancelledError>;
        outcomes[index] =
          code === 'cancelled' ? { status: 'cancelled', reason } : { status: 'failed', error };
        return false;
      },
      result: () => outcomes,
    };
  });
}
