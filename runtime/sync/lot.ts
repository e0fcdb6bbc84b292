import { Line, Parked, type Place } from '../parked.ts';

/** A line whose first is admitted as soon as that can be, and nobody before. */
export abstract class Lot<P extends Parked<unknown>> extends Line<P> implements Place {
  /** Admits it, if that can be now. */
  protected abstract admit(one: P): boolean;

  /** One that has just come passes nobody who waits. */
  tries(one: P): boolean {
    return this.first === null && this.admit(one);
  }

  serve(): void {
    for (let next = this.first; next !== null && this.admit(next); next = this.first) next.serve();
  }
}

export abstract class InLot<T, L extends Lot<any>> extends Parked<T, L> {
  override line(): Line<Parked<unknown>> {
    return this.place;
  }
  override ready(): boolean {
    return this.place.tries(this);
  }
  override cancel(): void {
    super.cancel();
    // Those behind it may have waited for no other reason.
    this.place.serve();
  }
}
