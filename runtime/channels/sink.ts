/**
 * What can be sent to: a channel, or a broadcast to many.
 *
 *   open ──close(cause?)──► closed: those who already wait still deliver
 *     └──────cancel(reason)──────┴──► cancelled: they are refused
 */
import type { Awaitable, Sender } from '../api.ts';
import { CancelledError, ChannelClosedError } from '../errors.ts';
import { Line, type Place } from '../parked.ts';
import { Send } from './send.ts';

export abstract class Sink<T> implements Sender<T>, Place {
  /** @internal */
  readonly senders: Line<Send> = new Line();
  /** @internal Why it was closed: receivers are told. */
  cause: unknown = undefined;
  /** Why it was cancelled: senders are told. */
  private refused: { readonly reason: unknown } | null = null;
  private isClosed = false;

  /** No more is taken, but for what those bring who wait already. */
  get closed(): boolean {
    return this.isClosed;
  }

  /**
   * Sends the value; suspends while there is no room. What is sent is received in the order in which it was sent. Throws
   * ChannelClosedError (`channel-closed`), with the cause as `cause`, once it is closed, CancelledError (`cancelled`) once it
   * is cancelled. A cancelled `send` has sent nothing. Go, Kotlin.
   */
  send(value: T): Awaitable<void> {
    return new Send(this as Sink<never>, value);
  }

  /** Sends the value if that needs no waiting; whether it did. */
  trySend(value: T): boolean {
    if (this.isClosed || !this.accepts()) return false;
    this.put(value);
    return true;
  }

  /**
   * Ends it: what was sent, and what those bring who wait already, is still received, then receivers see the end, or the
   * cause as an error. Again it does nothing: the first cause stands. Never suspends. Kotlin's `close(cause)`.
   */
  close(cause?: unknown): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.cause = cause;
    this.serve();
  }

  /** @internal Whether a value finds room now: from that sender, who waits, or from one who has just come. */
  abstract accepts(sender?: Send): boolean;
  /** @internal Takes a value, for which there is room, to whoever waits for one. */
  abstract put(value: T): void;
  /** @internal Takes it into the buffer: nobody hears of it yet. */
  abstract keep(value: T): void;
  /** @internal What is kept goes to those who wait. */
  abstract flush(): void;

  /** @internal Lets those who wait deliver, or go. */
  serve(): void {
    for (let sender = this.senders.first; sender !== null; sender = this.senders.first) {
      if (this.refused !== null) sender.wake();
      else if (this.accepts(sender)) {
        // One after the other: when the sender's other cases leave their lines, the value is where it belongs.
        sender.leave();
        this.keep(sender.item as T);
        sender.serve();
        this.flush();
      } else return;
    }
  }

  protected refuse(reason: unknown): void {
    this.isClosed = true;
    this.refused ??= { reason };
    this.serve();
  }

  /** @internal What a sender is told. */
  refusal(): Error {
    if (this.refused !== null) return new CancelledError('the channel', this.refused.reason);
    return new ChannelClosedError('send', this.cause === undefined ? undefined : { cause: this.cause });
  }
}
