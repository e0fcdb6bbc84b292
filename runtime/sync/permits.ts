/**
 * So many permits, held by locks: what mutex, semaphore and read-write lock have in common. First come, first served: one
 * that asks for many is passed by none that asks for few. What is released goes straight to those who wait.
 */
import { disposeKey } from '../dispose-keys.ts';
import { InLot, Lot } from './lot.ts';

export class Permits extends Lot<Acquire> {
  readonly total: number;
  available: number;
  /** What asking for so many is called, for those who look at who waits. */
  readonly name: (count: number) => string;
  constructor(total: number, name: (count: number) => string = (count) => `acquire(${count})`) {
    super();
    this.total = total;
    this.available = total;
    this.name = name;
  }
  protected override admit({ count }: Acquire): boolean {
    if (count > this.available) return false;
    this.available -= count;
    return true;
  }
  /** Without waiting, or not at all. */
  try(count: number): Lock | undefined {
    const acquire = new Acquire(this, count);
    return acquire.ready() ? acquire.result() : undefined;
  }
}

export class Acquire extends InLot<Lock, Permits> {
  get count(): number {
    return this.item as number;
  }
  override result(): Lock {
    return new Lock(this.place, this.count);
  }
  override describe(): string {
    return this.place.name(this.count);
  }
}

/** What is held of a mutex, a semaphore, a read-write lock: for `using`. */
export class Lock implements Disposable {
  /** @internal */
  readonly of: Permits;
  private readonly count: number;
  /** @internal */
  held = true;

  /** @internal */
  constructor(of: Permits, count: number) {
    this.of = of;
    this.count = count;
  }

  /** Gives it back; those who wait for it are enqueued in this call. Again it does nothing. Never suspends. */
  release(): void {
    if (!this.held) return;
    this.held = false;
    this.of.available += this.count;
    this.of.serve();
  }

  [disposeKey](): void {
    this.release();
  }
}
