/**
 * Clocks: where a scheduler's time comes from. Times are milliseconds.
 */
import { TimerHeap } from './timers.ts';

export interface Clock {
  now(): number;
  /** Calls `wake` once it is `at`, not in this turn; gives what takes it back. */
  schedule(at: number, wake: () => void): () => void;
  /** Called when nothing is ready: a virtual clock jumps. */
  idle?(): void;
}

/** The longest wait that `setTimeout` takes; a longer one is cut into several. */
const LONGEST = 2 ** 31 - 1;

/** Monotonic time of the host (`performance.now`), and its timers. */
export const realClock: Clock = {
  now: () => performance.now(),
  schedule(at, wake) {
    let handle: ReturnType<typeof setTimeout>;
    const arm = (): void => {
      const wait = at - performance.now();
      // A host's timer may fire a fraction early: then it is armed again.
      if (wait <= 0) wake();
      else handle = setTimeout(arm, Math.min(Math.ceil(wait), LONGEST));
    };
    handle = setTimeout(arm, Math.min(Math.max(0, Math.ceil(at - performance.now())), LONGEST));
    return () => clearTimeout(handle);
  },
};

/** Jumps to the next timer when nothing is ready: hours pass in microseconds, and always in the same order. */
export class VirtualClock implements Clock {
  private time: number;
  private readonly timers = new TimerHeap();

  constructor(start = 0) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  schedule(at: number, wake: () => void): () => void {
    const timer = this.timers.add(at, wake);
    return () => this.timers.remove(timer);
  }

  /** To the earliest timer, firing all of that instant. */
  idle(): void {
    const first = this.timers.first();
    if (first === undefined) return;
    if (first.at > this.time) this.time = first.at;
    for (
      let next = this.timers.first();
      next !== undefined && next.at <= this.time;
      next = this.timers.first()
    ) {
      this.timers.remove(next);
      next.fire();
    }
  }
}
