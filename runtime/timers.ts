/**
 * Timers in a heap: earliest first, those of one instant in the order they were set. Each knows its place in the heap, so
 * that a cancelled one leaves at once and holds nothing. What moves goes into the hole it makes: one store a level. Four
 * children a node, not two: with a million timers half the levels, and half the time.
 */
import { reportUncaught } from './host.ts';

export interface Timer {
  readonly at: number;
  fire(): void;
  /** The heap's own: the number of its setting, and its place, −1 outside. */
  order: number;
  index: number;
}

/** A timer out of a callback. */
export function timerOf(at: number, fire: () => void): Timer {
  return { at, fire, order: 0, index: -1 };
}

/** A heap array that has been longer than this is made anew when a quarter of that is left. */
const LARGE = 4096;

export class TimerHeap {
  private heap: Timer[] = [];
  /** How long the array has been: engines do not all shorten its memory as it gets shorter. */
  private widest = LARGE;
  private order = 0;

  get size(): number {
    return this.heap.length;
  }

  first(): Timer | undefined {
    return this.heap[0];
  }

  add(timer: Timer): void {
    timer.order = this.order++;
    const length = this.heap.push(timer);
    if (length > this.widest) this.widest = length;
    this.up(timer, length - 1);
  }

  remove(timer: Timer): void {
    const { index } = timer;
    if (index < 0) return;
    timer.index = -1;
    const last = this.heap.pop() as Timer;
    const { length } = this.heap;
    if (length * 4 < this.widest && this.widest > LARGE) {
      this.heap = this.heap.slice();
      this.widest = Math.max(length, LARGE);
    }
    if (last === timer) return;
    this.up(last, index);
    if (last.index === index) this.down(last, index);
  }

  /** Fires what is due, but for what is set meanwhile. An error is reported, and the rest fires all the same. */
  fire(now: number): void {
    const { order } = this;
    for (;;) {
      const first = this.first();
      if (first === undefined || first.at > now || first.order >= order) return;
      this.remove(first);
      try {
        first.fire();
      } catch (e) {
        reportUncaught(e);
      }
    }
  }

  private up(timer: Timer, from: number): void {
    const { heap } = this;
    let hole = from;
    while (hole > 0) {
      const above = (hole - 1) >> 2;
      const parent = heap[above] as Timer;
      if (!before(timer, parent)) break;
      heap[hole] = parent;
      parent.index = hole;
      hole = above;
    }
    heap[hole] = timer;
    timer.index = hole;
  }

  private down(timer: Timer, from: number): void {
    const { heap } = this;
    const size = heap.length;
    let hole = from;
    for (let below = 4 * hole + 1; below < size; below = 4 * hole + 1) {
      let least = heap[below] as Timer;
      for (let i = below + 1; i < below + 4 && i < size; i++) {
        const other = heap[i] as Timer;
        if (before(other, least)) least = other;
      }
      if (!before(least, timer)) break;
      const next = least.index;
      heap[hole] = least;
      least.index = hole;
      hole = next;
    }
    heap[hole] = timer;
    timer.index = hole;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
