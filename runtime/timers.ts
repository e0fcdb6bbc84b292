/**
 * Timers in a heap: earliest first, those of one instant in the order they were set. Four children a node, not two: with a
 * million timers half the levels. When a timer fires, and its number, stand in two arrays of numbers beside the timers, so
 * that comparing two of them touches neither. Each timer knows its place: a cancelled one leaves a hole there, and holds
 * nothing; holes go when they come to the top, or when they are more than what is left.
 *
 *   timers  [ the heap | fresh: set since, `at` is how long from then ]
 *                          └── settle(now): the clock is read once for all of them, and they join the heap
 */
import { reportUncaught } from './host.ts';

export interface Timer {
  fire(): void;
  /** The heap's own: its place, −1 outside. */
  index: number;
}

/** A timer out of a callback. */
export function timerOf(fire: () => void): Timer {
  return { fire, index: OUTSIDE };
}

const OUTSIDE = -1;
/** So many holes are nothing. */
const SMALL = 16;

export class TimerHeap {
  /** Places up to its length are taken, by a timer or a hole; those from `settled` on are fresh. */
  private timers: (Timer | undefined)[] = [];
  private at: Float64Array = new Float64Array(SMALL);
  private order: Float64Array = new Float64Array(SMALL);
  private settled = 0;
  private holes = 0;
  private orders = 0;

  /** How many are set. */
  get size(): number {
    return this.timers.length - this.holes;
  }

  get isSettled(): boolean {
    return this.settled === this.timers.length;
  }

  /** When the earliest fires. Settled, as for all that follows. */
  get due(): number {
    while (this.timers.length > 0 && this.timers[0] === undefined) this.pop();
    return this.timers.length > 0 ? (this.at[0] as number) : Number.POSITIVE_INFINITY;
  }

  add(timer: Timer, at: number): void {
    this.defer(timer, 0);
    this.settle(at);
  }

  /** Sets it `ms` from the time that `settle` is told: whoever sets many reads the clock once. */
  defer(timer: Timer, ms: number): void {
    const { timers } = this;
    const { length } = timers;
    if (length === this.at.length) {
      this.at = widened(this.at);
      this.order = widened(this.order);
    }
    this.at[length] = ms;
    timers.push(timer);
    timer.index = length;
  }

  settle(now: number): void {
    this.gather(this.settled, now);
  }

  remove(timer: Timer): void {
    const { index } = timer;
    if (index < 0) return;
    timer.index = OUTSIDE;
    this.timers[index] = undefined;
    this.holes++;
    if (this.holes > SMALL && this.holes * 2 > this.timers.length && this.isSettled) this.shrink();
  }

  /** Fires what is due, but for what is set meanwhile. An error is reported, and the rest fires all the same. */
  fire(now: number): void {
    const { orders } = this;
    while (this.due <= now && (this.order[0] as number) < orders) {
      const first = this.timers[0] as Timer;
      first.index = OUTSIDE;
      this.timers[0] = undefined;
      this.holes++;
      this.pop();
      try {
        first.fire();
      } catch (e) {
        reportUncaught(e);
      }
    }
  }

  /** Takes the hole at the top away. */
  private pop(): void {
    const last = this.timers.length - 1;
    const timer = this.timers.pop();
    this.settled = last;
    this.holes--;
    if (last > 0) this.down(timer, this.at[last] as number, this.order[last] as number, 0);
  }

  /** Puts the timers from a place on into the heap before it, without holes; the fresh ones are reckoned from now. */
  private gather(from: number, now: number): void {
    const { timers, at, order, settled } = this;
    const { length } = timers;
    let to = from;
    for (let i = from; i < length; i++) {
      const timer = timers[i];
      if (timer === undefined) this.holes--;
      else if (i < settled) this.up(timer, at[i] as number, order[i] as number, to++);
      else this.up(timer, now + (at[i] as number), this.orders++, to++);
    }
    if (to < length) timers.length = to;
    this.settled = to;
  }

  /** Only the timers, in arrays that fit them. Moved down in the order of their places they are nearly a heap already. */
  private shrink(): void {
    this.gather(0, 0);
    this.timers = this.timers.slice();
    let size = SMALL;
    while (size < this.settled) size *= 2;
    this.at = this.at.slice(0, size);
    this.order = this.order.slice(0, size);
  }

  /** What moves goes into the hole it makes: one store a level. */
  private up(timer: Timer | undefined, at: number, order: number, from: number): void {
    let hole = from;
    while (hole > 0) {
      const above = (hole - 1) >> 2;
      if (!this.isAfter(above, at, order)) break;
      this.move(above, hole);
      hole = above;
    }
    this.put(timer, at, order, hole);
  }

  private down(timer: Timer | undefined, at: number, order: number, from: number): void {
    const size = this.timers.length;
    let hole = from;
    for (let below = 4 * hole + 1; below < size; below = 4 * hole + 1) {
      let least = below;
      for (let i = below + 1; i < below + 4 && i < size; i++) {
        if (this.isAfter(least, this.at[i] as number, this.order[i] as number)) least = i;
      }
      if (this.isAfter(least, at, order)) break;
      this.move(least, hole);
      hole = least;
    }
    this.put(timer, at, order, hole);
  }

  private isAfter(index: number, at: number, order: number): boolean {
    const mine = this.at[index] as number;
    return mine > at || (mine === at && (this.order[index] as number) > order);
  }

  private move(from: number, to: number): void {
    this.put(this.timers[from], this.at[from] as number, this.order[from] as number, to);
  }

  private put(timer: Timer | undefined, at: number, order: number, index: number): void {
    this.at[index] = at;
    this.order[index] = order;
    this.timers[index] = timer;
    if (timer !== undefined) timer.index = index;
  }
}

function widened(numbers: Float64Array): Float64Array {
  const wider = new Float64Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
}
