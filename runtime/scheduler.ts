/**
 * The scheduler: drains the ready queue in turns, gives the host's loop its turn in between, and keeps the timers.
 *
 *   idle ──wake from outside──► microtask: drain ──budget spent──► macrotask: drain ──► …
 *                                     └── nothing ready ──► idle: a virtual clock jumps, and drains on;
 *                                                           with nothing to come, the runs are told that they are stuck
 */
import { type Clock, realClock } from './clock.ts';
import { rangeError } from './errors.ts';
import { vm } from './frame.ts';
import { macrotask, onLoopEnd, reportUncaught } from './host.ts';
import { seeded } from './random.ts';
import { ReadyQueue } from './ready-queue.ts';
import { type Timer, TimerHeap, timerOf } from './timers.ts';

/** What stands in the ready queue. */
export interface Runnable {
  step(): void;
}

/** A `run` that has not ended, in the scheduler's keeping. */
export interface Run {
  /** Nothing will ever wake a task of the scheduler again. */
  stuck(): void;
}

export interface Budget {
  /** Most steps before the host's loop gets its turn. */
  steps?: number;
  /** Most milliseconds before it does. */
  ms?: number;
}

/** The host's time is read once in so many steps. */
const CLOCK_STRIDE = 32;
/** So many direct hand-offs in a row; then the ready queue goes on. */
const HAND_OFFS = 16;

export class Scheduler {
  readonly clock: Clock;
  /** Draws from [0, 1): fair selects and jitter. The same seed gives the same draws. */
  readonly random: () => number;
  /** The tasks that are nobody's children, and have not ended. */
  readonly roots = new Set<Runnable>();
  /** How many tasks wait for something only the host can bring: a virtual clock then lets it have a turn first. */
  hostWaits = 0;
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
  /** The step with which this drain began; the one, and the time, at which the host has its turn. */
  private began = 0;
  private end: number;
  private until = 0;
  /** Counts what was enqueued: tells whether anything arrived in a turn of the host. */
  private arrivals = 0;
  private readonly runs = new Set<Run>();
  private unlisten: (() => void) | undefined;

  constructor(clock: Clock = realClock, budget: Budget = {}, seed?: number) {
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

  // ---- the ready queue

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

  /** Before everything that is ready, but for what would starve. A second one in the same step puts the first at the back. */
  enqueueNext(task: Runnable): void {
    if (this.handOffs === HAND_OFFS) return this.enqueue(task);
    this.handOffs++;
    if (this.next !== undefined) this.ready.push(this.next);
    this.next = task;
    this.arrivals++;
    this.wakeUp();
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
    this.began = this.steps;
    try {
      do this.turn();
      while (!this.scheduled && this.jump());
    } finally {
      this.draining = false;
    }
    this.arm();
    if (!this.scheduled && this.isStuck()) this.look();
  };

  /** After the host has had its turn. */
  private readonly resume = (): void => {
    this.end = this.steps + this.budget;
    this.drain();
  };

  /** Runs what is ready, within the budget. */
  private turn(): void {
    while (this.length > 0) {
      if (this.isSpent()) {
        this.scheduled = true;
        macrotask(this.resume);
        return;
      }
      this.steps++;
      let task = this.next;
      if (task !== undefined) this.next = undefined;
      else {
        task = this.ready.shift() as Runnable;
        this.handOffs = 0;
      }
      try {
        if (vm.debug === null) task.step();
        else vm.debug.step(task);
      } catch (e) {
        // An error of the runtime's own, or of a method of the user's that it calls: the others go on all the same.
        reportUncaught(e);
      }
    }
  }

  /**
   * Whether the next step is the host's. Steps are counted from one turn of the host to the next, over many small drains
   * too: those of promises that resolve one another would starve it. The time is first read before a drain's second step:
   * a wake-up alone reads none.
   */
  private isSpent(): boolean {
    const { steps } = this;
    if (steps >= this.end) return true;
    const drained = steps - this.began;
    if (drained === 1) this.until = performance.now() + this.ms;
    return drained > 0 && drained % CLOCK_STRIDE === 0 && performance.now() >= this.until;
  }

  // ---- timers

  addTimer(at: number, fire: () => void): Timer {
    const timer = timerOf(at, fire);
    this.setTimer(timer);
    return timer;
  }

  setTimer(timer: Timer): void {
    this.timers.add(timer);
    if (!this.draining) this.arm();
  }

  removeTimer(timer: Timer): void {
    this.timers.remove(timer);
    if (!this.draining) this.arm();
  }

  /** When the earliest timer fires; Infinity: never. */
  private get due(): number {
    return this.timers.first()?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Nothing is ready: lets a virtual clock jump. Whether that did anything. */
  private jump(): boolean {
    const { clock } = this;
    if (clock.idle === undefined || this.due === Number.POSITIVE_INFINITY) return false;
    this.arm();
    if (this.hostWaits > 0) {
      // What the host has ready comes first, or the result would depend on how fast it is.
      this.afterHost(() => clock.idle?.());
      return false;
    }
    const { armed } = this;
    clock.idle();
    return this.armed !== armed;
  }

  /** Gives the host a turn, and does this if nothing arrived in it. */
  private afterHost(action: () => void): void {
    const before = this.arrivals;
    this.scheduled = true;
    macrotask(() => {
      if (this.arrivals === before) action();
      this.resume();
    });
  }

  /** One timer of the clock for the earliest of ours. */
  private arm(): void {
    const { armed, due, clock } = this;
    if (armed !== undefined) {
      if (armed.at === due) return;
      armed.disarm();
      this.armed = undefined;
    }
    if (due === Number.POSITIVE_INFINITY) return;
    this.armed = { at: due, disarm: clock.schedule(due, this.fire) };
    if (clock.idle !== undefined && !this.draining) this.wakeUp();
  }

  private readonly fire = (): void => {
    this.armed = undefined;
    const now = this.clock.now();
    this.lag = Math.max(0, now - this.due);
    this.timers.fire(now);
    if (!this.draining) this.arm();
  };

  // ---- runs, and deadlock

  addRun(run: Run): void {
    this.runs.add(run);
    vm.schedulers.add(this);
    this.unlisten ??= onLoopEnd(this.tellRuns);
  }

  removeRun(run: Run): void {
    this.runs.delete(run);
    if (this.runs.size > 0) return;
    vm.schedulers.delete(this);
    this.unlisten?.();
    this.unlisten = undefined;
  }

  /**
   * Nothing can wake a task any more: none is ready, none waits for the host or a timer. The scheduler that plain code
   * shares waits for the end of the host's loop: plain code may wake its tasks.
   */
  private isStuck(): boolean {
    return (
      this.runs.size > 0 &&
      this !== vm.scheduler &&
      this.length === 0 &&
      this.hostWaits === 0 &&
      this.due === Number.POSITIVE_INFINITY
    );
  }

  /** Plain code that waits in a promise's job may still wake a task: it has a turn of the host for that. */
  private look(): void {
    this.afterHost(() => {
      if (this.isStuck()) this.tellRuns();
    });
  }

  private readonly tellRuns = (): void => {
    for (const run of [...this.runs]) run.stuck();
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
