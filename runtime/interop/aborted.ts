import type { Awaitable } from '../api.ts';
import { Performed } from '../awaitable.ts';
import { typeError } from '../errors.ts';
import type { Awaiter, Waiter } from '../frame.ts';

class Aborting implements Awaiter {
  readonly host = true;
  private readonly signal: AbortSignal;
  private waiter: Waiter | null = null;
  constructor(signal: AbortSignal) {
    this.signal = signal;
  }
  ready(): boolean {
    return this.signal.aborted;
  }
  suspend(waiter: Waiter): void {
    // In a select, what another case called to register itself may have aborted it.
    if (this.signal.aborted) return waiter.wake();
    this.waiter = waiter;
    this.signal.addEventListener('abort', this, { once: true });
  }
  handleEvent(): void {
    this.waiter?.wake();
  }
  result(): unknown {
    return this.signal.reason;
  }
  cancel(): void {
    this.signal.removeEventListener('abort', this);
  }
  describe(): string {
    return 'aborted()';
  }
}

/**
 * Waits until the signal is aborted, and gives its reason; ready at once if it is. The listener goes when the operation is
 * cancelled. `select({ value: channel.receive(), stop: aborted(signal) })` is how plain async code leaves an operation.
 */
export function aborted(signal: AbortSignal): Awaitable<unknown> {
  if (typeof signal?.addEventListener !== 'function')
    throw typeError('bad-argument', 'aborted(signal) takes an AbortSignal');
  return new Performed(() => new Aborting(signal));
}
