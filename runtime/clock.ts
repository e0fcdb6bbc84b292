/**
 * Clocks: where a scheduler's time comes from. Times are milliseconds.
 */
import { TimerHeap, timerOf } from './timers.ts';

export interface Clock {
  now(): number;
  /** Calls `wake` once it is `at`, not in this turn; gives what takes it back. */
  schedule(at: number, wake: () => void): () => void;
  /** Called when nothing is ready: a virtual clock jumps. */
  idle?(): void;
  /** Of a clock that counts frames: calls `wake` at the next one, with the milliseconds since the last. */
  onFrame?(wake: (delta: number) => void): () => void;
}

/** The longest wait that `setTimeout` takes; a longer one is cut into several. */
const LONGEST = 2 ** 31 - 1;

/** Monotonic time of the host (`performance.now`), and its timers. Never early: not even by a rounding. */
export const realClock: Clock = {
  now: () => performance.now(),
  schedule(at, wake) {
    let handle: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      handle = setTimeout(arrived, Math.min(Math.max(0, Math.ceil(at - performance.now())), LONGEST));
    };
    // A host's timer may fire a fraction early: then it is armed again.
    const arrived = (): void => (performance.now() < at ? wait() : wake());
    wait();
    return () => clearTimeout(handle);
  },
};

/**
 * Jumps to the next timer when nothing is ready: hours pass in microseconds, and always in the same order. While a task
 * waits for the host, it jumps only after a turn of the host's in which nothing arrived. A clock is one run's.
 */
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
    const timer = timerOf(wake);
    this.timers.add(timer, at);
    return () => this.timers.remove(timer);
  }

  /** To the earliest timer, firing all of that instant. */
  idle(): void {
    const { due } = this.timers;
    if (due !== Number.POSITIVE_INFINITY) this.time = Math.max(this.time, due);
    this.timers.fire(this.time);
  }
}
