/**
 * One sender, many receivers. A value goes to all subscribers at once, when each of them has room: so a cancelled `send` has
 * reached nobody, and the slowest subscriber that does not drop sets the pace.
 */
import type { Overflow, Receiver } from '../api.ts';
import { disposeKey } from '../dispose-keys.ts';
import { Channel } from './channel.ts';
import type { Send } from './send.ts';
import { Sink } from './sink.ts';

export class Broadcast<T> extends Sink<T> {
  /** @internal */
  subscriptions = new Set<Subscription<T>>();

  /**
   * A receiver of every value that is sent from now on. Disposing or cancelling it leaves the broadcast. `capacity` and
   * `overflow` are a channel's; with capacity 0, a value goes out only while all such subscribers wait. After a `close` it
   * sees the end. Throws RangeError (`bad-argument`) for another capacity.
   */
  subscribe(capacity = 16, overflow: Overflow = 'suspend'): Receiver<T> & Disposable {
    const made = new Subscription<T>(this, capacity, overflow);
    this.subscriptions.add(made);
    this.serve();
    return made;
  }

  /** @internal */
  override accepts(sender?: Send): boolean {
    for (const each of this.subscriptions) if (!each.accepts(sender)) return false;
    return true;
  }

  /** @internal */
  override put(value: T): void {
    this.keep(value);
    this.flush();
  }

  /** @internal */
  override keep(value: T): void {
    for (const each of this.subscriptions) each.keep(value);
  }

  /** @internal */
  override flush(): void {
    for (const each of this.subscriptions) each.flush();
  }

  /** @internal */
  override serve(): void {
    super.serve();
    if (!this.closed || this.senders.first !== null) return;
    for (const each of this.subscriptions) {
      this.subscriptions.delete(each);
      each.close(this.cause);
    }
  }
}

class Subscription<T> extends Channel<T> implements Disposable {
  private readonly broadcast: Broadcast<T>;
  constructor(broadcast: Broadcast<T>, capacity: number, overflow: Overflow) {
    super(capacity, overflow);
    this.broadcast = broadcast;
  }

  /** @internal There is room again, or somebody waits: the broadcast may go on. */
  override serve(): void {
    super.serve();
    if (!this.closed) this.broadcast.serve();
  }

  override cancel(reason?: unknown): void {
    this.broadcast.subscriptions.delete(this);
    super.cancel(reason);
    this.broadcast.serve();
  }

  [disposeKey](): void {
    this.cancel();
  }
}
