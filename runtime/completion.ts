/**
 * What a task is to those who wait for it: a name, an outcome to come, and who wants to hear of it. An outcome that is a
 * failure, and that nobody has seen, is reported as the host reports an uncaught error.
 */
import type { Outcome } from './api.ts';
import { Awaitable, Performed } from './awaitable.ts';
import { CancelledError } from './errors.ts';
import { type Awaiter, PERFORM, type Waiter } from './frame.ts';
import { macrotask, reportUncaught } from './host.ts';
import { Join, JoinEnd, JoinOutcome } from './join.ts';
import type { Task } from './task.ts';
import { OBSERVED, PHASE, PHASE_COMPLETED, PHASE_READY, PHASES } from './task-bits.ts';
import { howMany, joined, left, type Waiters } from './waiters.ts';

export type TaskStatus = 'ready' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';

export abstract class Completion extends Awaitable<unknown> {
  abstract readonly name: string;
  /** Its phase, and its flags (task-bits.ts). */
  declare bits: number;
  /** What it ended with: the value, the error, the reason. */
  declare settlement: unknown;
  declare protected joiners: Waiters;
  /** How many of them see no failure. */
  abstract blind: number;

  // Assigned, not defined: many are made, and the engine is faster at that.
  constructor() {
    super();
    this.bits = PHASE_READY;
    this.settlement = undefined;
    this.joiners = null;
  }

  /** As the status, but that of what it waits for in its place is not looked at. */
  get phase(): TaskStatus {
    return PHASES[this.bits & PHASE] as TaskStatus;
  }

  get ended(): boolean {
    return (this.bits & PHASE) >= PHASE_COMPLETED;
  }

  [PERFORM](): Awaiter {
    return new Join(this as Completion as Task);
  }

  /** Never throws the task's own failure. */
  join(): Awaitable<Outcome<unknown>> {
    return new Performed(() => new JoinOutcome(this as Completion as Task));
  }

  protected end(): Awaitable<void> {
    return new Performed(() => new JoinEnd(this as Completion as Task));
  }

  /** How it ended; whoever asks has seen it. */
  outcome(): Outcome<unknown> {
    this.observe();
    const { phase, settlement: value } = this;
    if (phase === 'completed') return { status: 'completed', value };
    return phase === 'failed' ? { status: 'failed', error: value } : { status: 'cancelled', reason: value };
  }

  /** The value, or what awaiting the task throws; whoever asks has seen it. */
  settled(): unknown {
    this.observe();
    if (this.phase === 'completed') return this.settlement;
    throw this.phase === 'failed' ? this.settlement : new CancelledError(this.name, this.settlement);
  }

  addJoiner(waiter: Waiter, observes: boolean): void {
    // In a select: what another case called to register itself has ended it.
    if (this.ended) return waiter.wake();
    this.joiners = joined(this.joiners, waiter);
    if (!observes) this.blind++;
  }

  removeJoiner(waiter: Waiter, observes: boolean): void {
    if (this.ended) return;
    this.joiners = left(this.joiners, waiter);
    if (!observes) this.blind--;
  }

  /** Somebody sees how it ends. */
  observe(): void {
    this.bits |= OBSERVED;
  }

  /** Whether somebody saw its end, or waits to see it. */
  get isObserved(): boolean {
    return (this.bits & OBSERVED) !== 0 || howMany(this.joiners) > this.blind;
  }

  /** A failure is reported as uncaught a macrotask later, if nobody has seen it by then. */
  reportUnseen(): void {
    macrotask(() => {
      if ((this.bits & OBSERVED) === 0) reportUncaught(this.settlement);
    });
  }
}
