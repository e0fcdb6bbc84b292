/**
 * Parking: how an operation waits in line at a channel or a lock. Awaitable, performance and place in the line are one
 * object, so that an `await` allocates nothing beside it, and whoever gives up leaves at the cost of one.
 *
 *   made ──ready()──► served, or refused        no suspension at all
 *     └──suspend()──► in line ──serve()──► served ──► its waiter is enqueued
 *                        │  └───wake()───► refused ─┘
 *                        └──cancel()──► out of line
 *
 * Whoever completes an operation first puts all its own affairs in order, then wakes, and takes nothing for granted after:
 * what waits may be a case of a select, whose other cases leave their lines in that call.
 */
import { Awaitable } from './awaitable.ts';
import { type Awaiter, PERFORM, type Waiter } from './frame.ts';

/** A link of a line, which is a ring through the line itself. */
interface Link {
  before: Link | null;
  after: Link | null;
}

/** Those who wait, in the order in which they came. */
export class Line<P extends Parked<unknown>> implements Link {
  before: Link = this;
  after: Link = this;

  get first(): P | null {
    return this.after === this ? null : (this.after as Link as P);
  }

  get last(): P | null {
    return this.before === this ? null : (this.before as Link as P);
  }

  push(link: P): void {
    link.before = this.before;
    link.after = this;
    this.before.after = link;
    this.before = link;
  }
}

/** Where operations wait. */
export interface Place {
  /** Completes whatever can be completed now. */
  serve(): void;
  /** What it brings comes from outside of the run (`Awaiter`). */
  readonly host?: boolean;
}

export abstract class Parked<T, P extends Place = Place> extends Awaitable<T> implements Awaiter<T>, Link {
  // Assigned, not defined: one is made for each operation, and the engine is faster at that in a class that has heirs.
  declare before: Link | null;
  declare after: Link | null;
  declare readonly place: P;
  /** What it brings, or asks for; once served, what it was given. */
  declare item: unknown;
  /** It happened; an operation that has ended otherwise was refused. */
  declare served: boolean;
  declare private waiter: Waiter | null;
  declare private performed: boolean;

  constructor(place: P, value?: unknown) {
    super();
    this.before = null;
    this.after = null;
    this.place = place;
    this.item = value;
    this.served = false;
    this.waiter = null;
    this.performed = false;
  }

  /** Itself the first time, then another one like it. */
  override [PERFORM](): Awaiter<T> {
    if (this.performed) {
      const Same = this.constructor as new (place: P, value: unknown) => Parked<T, P>;
      return new Same(this.place, this.item)[PERFORM]();
    }
    this.performed = true;
    return this;
  }

  get host(): boolean {
    return this.place.host === true;
  }

  /** The line in which it waits. */
  protected abstract line(): Line<Parked<unknown>>;
  abstract ready(): boolean;
  abstract result(): T;
  abstract describe(): string;

  suspend(waiter: Waiter): void {
    this.waiter = waiter;
    this.line().push(this);
    // In a select, what another case did as it registered itself may have changed what `ready` saw.
    this.place.serve();
  }

  serve(): void {
    this.served = true;
    this.wake();
  }

  wake(): void {
    const { waiter } = this;
    this.leave();
    this.waiter = null;
    waiter?.wake();
  }

  cancel(): true | void {
    if (!this.waits) return;
    this.leave();
    this.waiter = null;
  }

  /** It is in line. */
  get waits(): boolean {
    return this.after !== null;
  }

  /** Whether both are parts of a choice, below different parts of it: such two never meet. */
  isWith(other: Parked<unknown>): boolean {
    for (let mine = this.waiter?.within; mine !== undefined; mine = mine.waiter?.within) {
      for (let its = other.waiter?.within; its !== undefined; its = its.waiter?.within) {
        // The innermost that they have in common.
        if (its === mine) return mine.isChoice;
      }
    }
    return false;
  }

  leave(): void {
    const { before, after } = this;
    if (before === null || after === null) return;
    before.after = after;
    after.before = before;
    this.before = null;
    this.after = null;
  }
}
