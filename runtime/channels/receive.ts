import { type Line, Parked } from '../parked.ts';
import type { Channel } from './channel.ts';

export class Receive<R> extends Parked<R, Channel<unknown>> {
  override line(): Line<Receive<unknown>> {
    return this.place.receivers;
  }
  override ready(): boolean {
    return this.place.take(this);
  }
  override result(): R {
    if (!this.served) throw this.place.end();
    const { item } = this;
    // Whoever keeps the operation does not keep what it gave.
    this.item = undefined;
    return item as R;
  }
  override describe(): string {
    return 'receive()';
  }
}

/** A receive as an iterator has it: the end is a result, unless there is a cause. */
export class Next<T> extends Receive<IteratorResult<T, undefined>> {
  declare readonly [Symbol.toStringTag]: string;

  override result(): IteratorResult<T, undefined> {
    if (this.served) return { value: super.result() as unknown as T, done: false };
    if (this.place.cause !== undefined) throw this.place.cause;
    return { value: undefined, done: true };
  }
}
