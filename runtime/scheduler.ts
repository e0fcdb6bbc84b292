/**
 * The scheduler: drains the ready queue in turns, gives the host's loop its turn in between, and keeps the timers.
 *
 *   idle ──wake from outside──► microtask: drain ──budget spent──► macrotask: drain ──► …
 *                                     └── nothing ready ──► idle (a virtual clock jumps, and drains on)
 */
import { type Clock, realClock } from './clock.ts';
import { rangeError } from './errors.ts';
import { vm } from './frame.ts';
import { macrotask } from './host.ts';
import { seeded } from './random.ts';
import { ReadyQueue } from './ready-queue.ts';
import { type Timer, TimerHeap } from './timers.ts';

/** What stands in the ready queue. */
export interface Runnable {
  step(): void;
}

export interface Budget {
  /** Most steps before the host's loop gets its turn. */
  steps?: number;
  /** Most milliseconds before it does. */
  ms?: number;
}

/** The host's time is read once in so many steps. */
const CLOCK_STRIDE = 32;

export class Scheduler {
  readonly clock: Clock;
  /** The tasks that are nobody's children, and have not ended. */
  readonly roots = new Set<Runnable>();
  /** How many tasks wait for something only the host can bring: a virtual clock then lets it have a turn first. */
  hostWaits = 0;
  private readonly ready = new ReadyQueue<Runnable>();
  private readonly timers = new TimerHeap();
  private readonly steps: number;
  private readonly ms: number;
  private next: Runnable | undefined;
  private armed: { at: number; disarm: () => void } | undefined;
  private draining = false;
  private scheduled = false;
  /** What is left of the budget since the host had its turn: steps, and until when. */
  private left = 0;
  private until = 0;
  /** Counts what was enqueued: tells whether anything arrived in a turn of the host. */
  private arrivals = 0;

  /** Draws from [0, 1): fair selects and jitter. The same seed gives the same draws. */
  readonly random: () => number;

  constructor(clock: Clock = realClock, budget: Budget = {}, seed?: number) {
    this.clock = clock;
    this.random = seed === undefined ? Math.random : seeded(seed);
    this.steps = positive(budget.steps ?? 1024, 'budget.steps');
    this.ms = positive(budget.ms ?? 2, 'budget.ms');
  }

  /** To the back of the ready queue. */
  enqueue(task: Runnable): void {
    this.ready.push(task);
    this.arrivals++;
    this.wakeUp();
  }

  /** To the back as well, from a job of the host's own: no other code is on the stack, so a drain need not be scheduled. */
  arrive(task: Runnable): void {
    this.ready.push(task);
    this.arrivals++;
    if (!this.draining && !this.scheduled) this.drain();
  }

  /** Before everything that is ready. A second one in the same step puts the first at the back. */
  enqueueNext(task: Runnable): void {
    if (this.next !== undefined) this.ready.push(this.next);
    this.next = task;
    this.arrivals++;
    this.wakeUp();
  }

  addTimer(at: number, fire: () => void): Timer {
    const timer = this.timers.add(at, fire);
    if (!this.draining) this.arm();
    return timer;
  }

  removeTimer(timer: Timer): void {
    this.timers.remove(timer);
    if (!this.draining) this.arm();
  }

  private wakeUp(): void {
    if (this.draining || this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(this.drain);
  }

  private readonly drain = (): void => {
    this.scheduled = false;
    if (this.draining) return;
    this.draining = true;
    this.left = this.steps;
    try {
      do this.turn();
      while (!this.scheduled && this.jump());
    } finally {
      this.draining = false;
      // Only an error of the runtime's own leaves a turn: the others go on all the same.
      if (!this.scheduled && (this.next !== undefined || this.ready.size > 0)) this.later();
      this.arm();
    }
  };

  /** Runs what is ready, within the budget. */
  private turn(): void {
    for (;;) {
      const task = this.next ?? this.ready.shift();
      if (task === undefined) return;
      if (this.spent()) {
        this.next = task;
        this.later();
        return;
      }
      this.next = undefined;
      task.step();
    }
  }

  /** Whether the next step is the host's. The time is first read before the second one: a wake-up alone reads none. */
  private spent(): boolean {
    const left = this.left--;
    if (left === this.steps) return false;
    if (left <= 0) return true;
    if (left === this.steps - 1) this.until = performance.now() + this.ms;
    return left % CLOCK_STRIDE === 0 && performance.now() >= this.until;
  }

  private later(): void {
    this.scheduled = true;
    macrotask(this.drain);
  }

  /** Nothing is ready: lets a virtual clock jump. Whether that made something ready. */
  private jump(): boolean {
    const { clock } = this;
    const first = this.timers.first();
    if (clock.idle === undefined || first === undefined || first.at === Number.POSITIVE_INFINITY)
      return false;
    this.arm();
    const before = this.arrivals;
    if (this.hostWaits > 0) {
      // What the host has ready comes first, or the result would depend on how fast it is.
      this.scheduled = true;
      macrotask(() => {
        if (this.arrivals === before) clock.idle?.();
        this.drain();
      });
      return false;
    }
    clock.idle();
    return this.arrivals !== before;
  }

  /** One timer of the clock for the earliest of ours. */
  private arm(): void {
    const first = this.timers.first();
    if (this.armed !== undefined) {
      if (first !== undefined && this.armed.at === first.at) return;
      this.armed.disarm();
      this.armed = undefined;
    }
    if (first === undefined || first.at === Number.POSITIVE_INFINITY) return;
    this.armed = { at: first.at, disarm: this.clock.schedule(first.at, this.fire) };
    if (this.clock.idle !== undefined && !this.draining) this.wakeUp();
  }

  private readonly fire = (): void => {
    this.armed = undefined;
    const now = this.clock.now();
    for (
      let first = this.timers.first();
      first !== undefined && first.at <= now;
      first = this.timers.first()
    ) {
      this.timers.remove(first);
      first.fire();
    }
    if (!this.draining) this.arm();
  };
}

function positive(n: number, name: string): number {
  if (!(n > 0)) throw rangeError(`${name} must be a positive number, not ${n}`);
  return n;
}

/** The scheduler that plain code shares, across copies of the runtime. */
export function defaultScheduler(): Scheduler {
  return (vm.scheduler ??= new Scheduler()) as Scheduler;
}
