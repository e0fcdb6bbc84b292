import { type Line, Parked } from '../parked.ts';
import type { Sink } from './sink.ts';

export class Send extends Parked<void, Sink<never>> {
  override line(): Line<Send> {
    return this.place.senders;
  }
  override ready(): boolean {
    const { place } = this;
    this.served = place.trySend(this.item as never);
    return this.served || place.closed;
  }
  override result(): void {
    if (!this.served) throw this.place.refusal();
  }
  override describe(): string {
    return 'send()';
  }
}
