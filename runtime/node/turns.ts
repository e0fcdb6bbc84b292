/**
 * Operations that wait in line for one thing: the next bytes of a stream, room in it, the next connection of a listener.
 * First in, first out. Whoever is at the front is woken once it can have what it wants, and stays at the front until it
 * has taken it: what it was woken for goes to nobody else. Nothing is taken before `result`, so cancelling leaves no trace.
 *
 *   made ──nobody in line, can()──► result(): takes
 *     └──suspend──► in line ──at the front, can()──► woken ──► result(): takes, leaves, the next one is looked at
 *                      └───────────cancel()────────────┴──► leaves, nothing taken, the next one is looked at
 */
import { Awaitable } from '../awaitable.ts';
import { type Awaiter, PERFORM, type Waiter } from '../frame.ts';

export abstract class Turns<W> {
  private first: Turn<W, unknown> | null = null;
  private last: Turn<W, unknown> | null = null;

  /** Whether it can be had now: what is wanted, or the error that comes in its place. */
  abstract can(want: W): boolean;
  /** Asked only when it can be had. */
  abstract take(want: W): unknown;
  abstract describe(want: W): string;
  /** After each change: `hungry` when somebody waits for what is not there yet. */
  protected flow?(hungry: boolean): void;

  get free(): boolean {
    return this.first === null;
  }

  /** Something has changed: the front may have what it waits for. */
  look(): void {
    const first = this.front();
    if (first !== null) (first.waiter as Waiter).wake();
    this.flow?.(this.hungry);
  }

  /** The same in an event of the host's, where no other code is on the stack: a task goes on at once, if nothing is ready. */
  arrived(): void {
    const first = this.front();
    this.flow?.(this.hungry);
    if (first === null) return;
    const waiter = first.waiter as Waiter;
    if (waiter.task === waiter) waiter.task.arrive(true);
    else waiter.wake();
  }

  /** The front, if it can have what it waits for now. */
  private front(): Turn<W, unknown> | null {
    const { first } = this;
    if (first === null || first.woken || !this.can(first.want)) return null;
    first.woken = true;
    return first;
  }

  private get hungry(): boolean {
    return this.first !== null && !this.first.woken;
  }

  join(turn: Turn<W, unknown>): void {
    turn.before = this.last;
    if (this.last === null) this.first = turn;
    else this.last.after = turn;
    this.last = turn;
    if (this.first === turn) this.look();
  }

  leave(turn: Turn<W, unknown>): void {
    const { before, after } = turn;
    if (before === null) this.first = after;
    else before.after = after;
    if (after === null) this.last = before;
    else after.before = before;
    turn.before = null;
    turn.after = null;
  }
}

/**
 * The operation, and a performance of it too; awaited while that one is under way, it makes another. What a stream keeps
 * asking for is one object for good: with thousands of connections that wait, one made for each wait would outlive the
 * engine's short collections, and cost more than all else.
 */
export class Turn<W, T> extends Awaitable<T> implements Awaiter<T> {
  readonly host = true;
  readonly want: W;
  before: Turn<W, unknown> | null = null;
  after: Turn<W, unknown> | null = null;
  /** Set while it is in line. */
  waiter: Waiter | null = null;
  woken = false;
  private readonly turns: Turns<W>;
  private performed = false;

  constructor(turns: Turns<W>, want: W) {
    super();
    this.turns = turns;
    this.want = want;
  }

  override [PERFORM](): Awaiter<T> {
    if (this.performed) return new Turn<W, T>(this.turns, this.want)[PERFORM]();
    this.performed = true;
    return this;
  }

  ready(): boolean {
    return this.turns.free && this.turns.can(this.want);
  }

  suspend(waiter: Waiter): void {
    this.waiter = waiter;
    this.turns.join(this);
  }

  result(): T {
    if (this.waiter !== null) this.leave();
    this.performed = false;
    try {
      return this.turns.take(this.want) as T;
    } finally {
      this.turns.look();
    }
  }

  cancel(): void {
    this.performed = false;
    if (this.waiter === null) return;
    this.leave();
    this.turns.look();
  }

  private leave(): void {
    this.waiter = null;
    this.woken = false;
    this.turns.leave(this);
  }

  describe(): string {
    return this.turns.describe(this.want);
  }
}
