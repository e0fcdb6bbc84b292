import type { Overflow, Receiver } from '../api.ts';
import { Channel } from '../channels/channel.ts';
import { disposeKey } from '../dispose-keys.ts';
import { typeError } from '../errors.ts';

type Listener = (...args: unknown[]) => void;

export interface EventOptions {
  /** How many events are kept that nobody has received: 16 unless told. */
  capacity?: number;
  /** What happens to those that come when it is full: `'drop-oldest'` unless told; nobody can suspend an event. */
  overflow?: Overflow;
}

/** What an emitter of Node's has, or another one like it. */
export interface Emitter {
  on(name: string, f: (...args: any[]) => void): unknown;
  off(name: string, f: (...args: any[]) => void): unknown;
}

/** A channel that is fed from outside until it is closed or cancelled. */
export class Subscription<T> extends Channel<T> implements Disposable {
  readonly host = true;
  private readonly leave: () => void;

  /** `subscribe` begins to call back, and gives what ends that. */
  constructor(
    subscribe: (receive: (value: T) => void) => () => void,
    { capacity = 16, overflow = 'drop-oldest' }: EventOptions = {},
  ) {
    super(capacity, overflow);
    this.leave = subscribe((value) => void this.trySend(value));
  }

  override close(cause?: unknown): void {
    this.leave();
    super.close(cause);
  }

  override cancel(reason?: unknown): void {
    this.leave();
    super.cancel(reason);
  }

  [disposeKey](): void {
    this.cancel();
  }
}

/**
 * The events of an EventTarget or an emitter, from now on, as a channel: `using clicks = events(button, 'click')`. An event
 * is the value that the listener is called with; of several, an array. Never ends by itself: disposing or cancelling it
 * removes the listener. What comes while nobody receives is kept, by default the last 16. Throws TypeError (`bad-argument`)
 * for a target that has no events.
 */
export function events<T = unknown>(
  target: EventTarget | Emitter,
  name: string,
  options?: EventOptions,
): Receiver<T> & Disposable {
  const { addEventListener } = target as Partial<EventTarget>;
  const isTarget = typeof addEventListener === 'function';
  if (!isTarget && typeof (target as Partial<Emitter>)?.on !== 'function')
    throw typeError('bad-argument', 'events(target, name) takes an EventTarget or an emitter');
  return new Subscription<T>((receive) => {
    const listener: Listener = (...args) => receive((args.length > 1 ? args : args[0]) as T);
    if (isTarget) {
      (target as EventTarget).addEventListener(name, listener);
      return () => (target as EventTarget).removeEventListener(name, listener);
    }
    (target as Emitter).on(name, listener);
    return () => (target as Emitter).off(name, listener);
  }, options);
}
