import type { Awaitable } from '../api.ts';
import type { Waiter } from '../frame.ts';
import { Line, Parked, type Place } from '../parked.ts';
import { natural } from './natural.ts';

/** So many meet, again and again: each waits until the last one has come. Java's `CyclicBarrier`, C++20's `barrier`. */
export class Barrier {
  private readonly meeting: Meeting;

  /** Throws RangeError (`bad-argument`) for what is no positive integer. */
  constructor(parties: number) {
    this.meeting = new Meeting(natural(parties, 'parties:', 1));
  }

  /**
   * Suspends until all have come; gives the place in the order in which they came, from 0. The last one does not suspend,
   * and the next meeting begins. A cancelled one has not come, and those after it move up.
   */
  arrive(): Awaitable<number> {
    return new Arrive(this.meeting);
  }
}

class Meeting extends Line<Arrive> implements Place {
  readonly parties: number;
  /** How many wait. */
  come = 0;
  constructor(parties: number) {
    super();
    this.parties = parties;
  }

  /** Only an arrival opens it. */
  serve(): void {}

  /** The last one comes: all before it go on. */
  isCompletedBy(last: Arrive): boolean {
    const { come } = this;
    if (come < this.parties - 1) return false;
    last.item = come;
    this.come = 0;
    for (let index = 0; index < come; index++) {
      const { first } = this;
      if (first === null) break;
      first.item = index;
      first.serve();
    }
    return true;
  }
}

class Arrive extends Parked<number, Meeting> {
  override line(): Line<Arrive> {
    return this.place;
  }
  override ready(): boolean {
    return this.place.isCompletedBy(this);
  }
  /** A select that arrives by two cases has come once. */
  private counts = 0;

  override suspend(waiter: Waiter): void {
    const { last } = this.place;
    super.suspend(waiter);
    const counts = last?.isWith(this) ? 0 : 1;
    // One of several that `all` waits for may be the last one.
    if (counts > 0 && this.place.isCompletedBy(this)) return this.serve();
    this.counts = counts;
    this.place.come += counts;
  }
  override cancel(): void {
    if (this.waits) this.place.come -= this.counts;
    super.cancel();
  }
  override result(): number {
    return this.item as number;
  }
  override describe(): string {
    return 'arrive()';
  }
}
