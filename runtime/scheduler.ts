/**
 * The scheduler: drains the ready queue in turns, gives the host's loop its turn in between, and keeps the timers.
 *
 *   idle ──wake from outside──► microtask: drain ──budget spent──► macrotask: drain ──► …
 *                                     └── nothing ready ──► idle: a virtual clock jumps, and drains on;
 *                                                           with nothing to come, the runs are told that they are stuck
 */
import { type Clock, realClock } from './clock.ts';
import { rangeError } from './errors.ts';
import { type Run, vm } from './frame.ts';
import { macrotask, reportUncaught } from './host.ts';
import { seeded } from './random.ts';
import { ReadyQueue } from './ready-queue.ts';
import { awaited } from './status.ts';
import { type Timer, TimerHeap, timerOf } from './timers.ts';

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

/** As they are at the start: a program may replace them, and a plain request of an async generator is a root task. */
const { apply } = Reflect;
const { add, delete: remove } = Set.prototype;
/** The host's time is read once in so many steps. */
const CLOCK_STRIDE = 16;
/** So many direct hand-offs in a row; then the ready queue goes on. */
const HAND_OFFS = 16;
const NEVER = Number.POSITIVE_INFINITY;

export class Scheduler {
  readonly clock: Clock;
  /** Draws from [0, 1): fair selects and jitter. The same seed gives the same draws. */
  readonly random: () => number;
  /** The tasks that are nobody's children, and have not ended. */
  readonly roots = new Set<Runnable>();
  /** How many tasks wait for something only the host can bring: a virtual clock then lets it have a turn first. */
  hostWaits = 0;
  /** The run whose own scheduler this is: it is told when nothing will ever wake a task again. */
  run: Run | null = null;
  /** Steps so far, and by how many milliseconds the last timers were late. */
  steps = 0;
  lag = 0;
  private readonly ready = new ReadyQueue<Runnable>();
  private readonly timers = new TimerHeap();
  private readonly budget: number;
  private readonly ms: number;
  /** What was just woken by a direct hand-off, and how many of them ran in a row. */
  private next: Runnable | undefined;
  private handOffs = 0;
  private armed: { at: number; disarm: () => void } | undefined;
  private draining = false;
  private scheduled = false;
  /** The step, and the time, at which the host has its turn. */
  private end: number;
  private until = 0;
  /** Counts what was enqueued: tells whether anything arrived in a turn of the host. */
  private arrivals = 0;

  constructor(clock: Clock = realClock, budget: Budget = {}, seed?: number) {
    vm.awaited ??= awaited;
    this.clock = clock;
    this.random = seed === undefined ? Math.random : seeded(seed);
    this.budget = positive(budget.steps ?? 1024, 'budget.steps');
    this.ms = positive(budget.ms ?? 2, 'budget.ms');
    this.end = this.budget;
  }

  /** How many tasks are ready. */
  get length(): number {
    return this.ready.size + (this.next === undefined ? 0 : 1);
  }

  /** How many timers are set. */
  get pending(): number {
    return this.timers.size;
  }

  addRoot(task: Runnable): void {
    apply(add, this.roots, [task]);
  }

  removeRoot(task: Runnable): void {
    apply(remove, this.roots, [task]);
  }

  // ---- the ready queue

  /** To the back of the ready queue. */
  enqueue(task: Runnable): void {
    this.ready.push(task);
    this.arrivals++;
    this.wakeUp();
  }

  /** To the back as well, from a job of the host's own: no other code is on the stack, so a drain need not be scheduled. */
  arrive(task: Runnable, isEvent = false): void {
    // Between two events of its own the host has the turn anyway.
    if (isEvent && !this.draining) this.end = this.steps + this.budget;
    this.ready.push(task);
    this.arrivals++;
    if (!this.scheduled) this.drain();
  }

  /** Before everything that is ready, but for what would starve. A second one in the same step puts the first at the back. */
  enqueueNext(task: Runnable): void {
    const { next } = this;
    if (this.handOffs === HAND_OFFS) this.ready.push(task);
    else {
      this.handOffs++;
      if (next !== undefined) this.ready.push(next);
      this.next = task;
    }
    this.arrivals++;
    this.wakeUp();
  }

  /** One task more, or less, waits for the host. Where none does, a clock may jump, or nothing be left. */
  countHost(by: 1 | -1): void {
    this.hostWaits += by;
    if (this.hostWaits === 0) this.wakeUp();
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
    this.until = 0;
    try {
      do this.turn();
      while (!this.scheduled && this.idle());
    } finally {
      this.draining = false;
    }
    this.arm();
  };

  /** Runs what is ready, within the budget. */
  private turn(): void {
    for (;;) {
      try {
        this.runReady();
        return;
      } catch (e) {
        // An error of the runtime's own, or of a method of the user's that it calls: the others go on all the same.
        reportUncaught(e);
        this.settle();
      }
    }
  }

  private runReady(): void {
    const { ready } = this;
    while (this.next !== undefined || ready.size > 0) {
      if (this.isSpent()) {
        this.afterHost();
        return;
      }
      this.steps++;
      let task = this.next;
      if (task === undefined) {
        task = ready.shift() as Runnable;
        this.handOffs = 0;
      } else this.next = undefined;
      if (vm.debug === null) task.step();
      else vm.debug.step(task);
      this.settle();
    }
  }

  /**
   * Whether the next step is the host's. Steps are counted from one turn of the host to the next, over many small drains
   * too: those of promises that resolve one another would starve it.
   */
  private isSpent(): boolean {
    if (this.steps >= this.end) return true;
    if (this.steps % CLOCK_STRIDE !== 0) return false;
    const now = performance.now();
    this.until ||= now + this.ms;
    return now >= this.until;
  }

  /** Gives the host a turn, does this if nothing arrived in it, and goes on. */
  private afterHost(action?: () => void): void {
    const { arrivals } = this;
    this.scheduled = true;
    macrotask(() => {
      if (this.arrivals === arrivals) action?.();
      this.end = this.steps + this.budget;
      this.drain();
    });
  }

  /**
   * Nothing is ready: a virtual clock jumps. With nothing to come either, a run with a scheduler of its own is stuck. Plain
   * code in a promise's job may still wake a task, and what the host has ready comes before a jump, or the result would
   * depend on how fast it is: so the host has its turn first. Whether to go on.
   */
  private idle(): boolean {
    const { clock } = this;
    if (this.due === NEVER) {
      if (this.run !== null && this.hostWaits === 0) this.afterHost(() => this.run?.stuck());
    } else if (clock.idle !== undefined) {
      this.arm();
      if (this.hostWaits > 0) this.afterHost(() => clock.idle?.());
      else {
        const { armed } = this;
        clock.idle();
        return this.armed !== armed;
      }
    }
    return false;
  }

  // ---- timers

  addTimer(at: number, fire: () => void): Timer {
    const timer = timerOf(fire);
    this.setTimer(timer, at);
    return timer;
  }

  setTimer(timer: Timer, at: number): void {
    this.settle();
    this.timers.add(timer, at);
    if (!this.draining) this.arm();
  }

  /** `ms` from now: from the end of the step that sets it, where a step does, so that the clock is read once for all it sets. */
  setTimerIn(timer: Timer, ms: number): void {
    if (this.draining) this.timers.defer(timer, Math.max(0, ms));
    else this.setTimer(timer, this.clock.now() + Math.max(0, ms));
  }

  removeTimer(timer: Timer): void {
    this.timers.remove(timer);
    if (!this.draining) this.arm();
  }

  /** When the earliest fires. */
  private get due(): number {
    this.settle();
    return this.timers.due;
  }

  private settle(): void {
    if (!this.timers.isSettled) this.timers.settle(this.clock.now());
  }

  /** One timer of the clock for the earliest of ours; what a drain sets and removes is reckoned once, when it ends. */
  private arm(): void {
    const { armed, clock } = this;
    const { due } = this;
    if (armed?.at === due) return;
    armed?.disarm();
    this.armed = due === NEVER ? undefined : { at: due, disarm: clock.schedule(due, this.fire) };
    if (due !== NEVER && clock.idle !== undefined) this.wakeUp();
  }

  private readonly fire = (): void => {
    this.armed = undefined;
    const now = this.clock.now();
    this.lag = Math.max(0, now - this.due);
    this.timers.fire(now);
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
