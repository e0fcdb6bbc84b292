/**
 * A queue between tasks, with room for so many values.
 *
 *   senders ──► [ buffer: at most `capacity` ] ──► receivers
 *
 * A receiver waits only where nothing is buffered and nobody sends, a sender only where the buffer is full; the two cases of
 * one select that wait at both ends are the exception. So a value goes straight to a receiver that waits, and past nobody.
 */
import type { Awaitable, ChannelIterator, Overflow, Receiver } from '../api.ts';
import { ChannelClosedError, rangeError, typeError } from '../errors.ts';
import { Line } from '../parked.ts';
import { ReadyQueue } from '../ready-queue.ts';
import { Next, Receive } from './receive.ts';
import type { Send } from './send.ts';
import { Sink } from './sink.ts';

const EMPTY: ReadyQueue<never> = /* @__PURE__ */ new ReadyQueue();

export class Channel<T> extends Sink<T> implements Receiver<T> {
  readonly capacity: number;
  private readonly overflow: Overflow;
  private buffer: ReadyQueue<T> = EMPTY;
  /** @internal */
  readonly receivers: Line<Receive<unknown>> = new Line();

  /**
   * `capacity`: how many values it keeps that nobody has received yet. 0, a rendezvous: none, so that sender and receiver
   * meet. `Infinity`: any number. `overflow`: what a full one does: `'suspend'` the sender, `'drop-oldest'` value of those
   * it keeps, or `'drop-newest'`, the one being sent; with capacity 0 those two drop what nobody waits for. Throws RangeError
   * (`bad-argument`) for another capacity. Kotlin's `Channel(capacity, onBufferOverflow)`.
   */
  constructor(capacity = 0, overflow: Overflow = 'suspend') {
    super();
    if (capacity !== Number.POSITIVE_INFINITY && !(Number.isInteger(capacity) && capacity >= 0))
      throw rangeError(`a channel's capacity is an integer from 0, or Infinity, not ${String(capacity)}`);
    if (overflow !== 'suspend' && overflow !== 'drop-oldest' && overflow !== 'drop-newest')
      throw typeError('bad-argument', `a channel cannot '${String(overflow)}' what overflows`);
    this.capacity = capacity;
    this.overflow = overflow;
  }

  /** How many values it keeps. */
  get length(): number {
    return this.buffer.size;
  }

  /**
   * The next value; suspends until there is one. Waiting receivers are served in the order in which they came. Throws once
   * it is closed and drained: the cause it was closed with, else ChannelClosedError (`channel-closed`). A cancelled one
   * has taken nothing. Go, Kotlin.
   */
  receive(): Awaitable<T> {
    return new Receive<T>(this as Channel<unknown>);
  }

  /** What is there now: a value, the end (`done`), or `undefined` for nothing yet. Throws the cause at the end. */
  tryReceive(): IteratorResult<T, undefined> | undefined {
    const next = new Next<T>(this as Channel<unknown>);
    return next.ready() ? next.result() : undefined;
  }

  /** Ends it at once: what it keeps is dropped, senders get CancelledError with the reason, receivers see the end. */
  cancel(reason?: unknown): void {
    this.buffer = EMPTY;
    this.refuse(reason);
  }

  /** For `for await`: ends with the channel. Leaving the loop neither closes the channel nor takes a value. */
  [Symbol.asyncIterator](): ChannelIterator<T> {
    return new Values<T>(this as Channel<unknown>);
  }

  /** @internal A receive that needs no waiting: with a value, or at the end. */
  take(receive: Receive<unknown>): boolean {
    const sender = this.senders.first;
    if (this.length > 0) {
      this.give(receive);
      this.serve();
    } else if (sender !== null) {
      receive.item = sender.item;
      receive.served = true;
      sender.serve();
    } else return this.closed;
    return true;
  }

  /** @internal */
  override accepts(sender?: Send): boolean {
    const receiver = this.receivers.first;
    return (
      this.overflow !== 'suspend' ||
      this.length < this.capacity ||
      (receiver !== null && sender?.isWith(receiver) !== true)
    );
  }

  /** @internal */
  override put(value: T): void {
    const receiver = this.receivers.first;
    if (receiver === null) this.keep(value);
    else {
      receiver.item = value;
      receiver.serve();
    }
  }

  /** @internal Makes room by the policy. */
  override keep(value: T): void {
    const { overflow } = this;
    if (this.length >= this.capacity && overflow !== 'suspend' && this.receivers.first === null) {
      if (overflow === 'drop-newest' || this.capacity === 0) return;
      this.buffer.shift();
    }
    if (this.buffer === EMPTY) this.buffer = new ReadyQueue();
    this.buffer.push(value);
  }

  /** @internal */
  override flush(): void {
    const { receivers } = this;
    for (let next = receivers.first; next !== null && this.length > 0; next = receivers.first) {
      this.give(next);
      next.wake();
    }
  }

  /** @internal */
  override serve(): void {
    const { receivers, senders } = this;
    this.flush();
    super.serve();
    if (!this.closed || this.length > 0) return;
    // A select that would send too does not wait for itself.
    for (
      let next = receivers.first;
      next !== null && senders.first?.isWith(next) !== false;
      next = receivers.first
    )
      next.wake();
  }

  /** The oldest of what it keeps. */
  private give(receive: Receive<unknown>): void {
    receive.item = this.buffer.shift();
    receive.served = true;
  }

  /** @internal What a receiver is told. */
  end(): unknown {
    return this.cause === undefined ? new ChannelClosedError('receive') : this.cause;
  }
}

/** Where an iterator that was left takes from. */
const OVER = { take: () => true } as Pick<Channel<unknown>, 'take'> as Channel<unknown>;

/** It keeps nothing of its own: every `next` asks the channel. */
class Values<T> implements ChannelIterator<T> {
  private readonly channel: Channel<unknown>;
  constructor(channel: Channel<unknown>) {
    this.channel = channel;
  }
  next(): Next<T> {
    return new Next(this.channel);
  }
  return(): Next<T> {
    return new Next(OVER);
  }
}
