import type { Awaitable } from '../api.ts';
import { Gate, Pass } from './gate.ts';

/** Set or not. Once it is set everybody passes, until it is cleared. asyncio's and Trio's `Event`. */
export class ManualResetEvent {
  private readonly gate = new Gate();

  get isSet(): boolean {
    return this.gate.isOpen;
  }

  /** Those who wait go on, each in a turn of its own, also if it is cleared at once. */
  set(): void {
    this.gate.open();
  }

  clear(): void {
    this.gate.isOpen = false;
  }

  /** Suspends until it is set. */
  wait(): Awaitable<void> {
    return new Pass(this.gate);
  }
}
