/**
 * The ready queue: first in, first out, a ring buffer that doubles when full.
 *
 *   [ . . h x x x t . ]   head: next to run; size: how many; capacity a power of two, so that `&` wraps
 */
const SMALL = 16;
const LARGE = 8192;

export class ReadyQueue<T> {
  private items: (T | undefined)[] = new Array(SMALL).fill(undefined);
  private head = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(item: T): void {
    if (this.count === this.items.length) this.grow();
    this.items[(this.head + this.count) & (this.items.length - 1)] = item;
    this.count++;
  }

  shift(): T | undefined {
    if (this.count === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.count--;
    // What a burst has made it is not kept for good.
    if (this.count === 0 && this.items.length > LARGE) {
      this.items = new Array(SMALL).fill(undefined);
      this.head = 0;
    }
    return item;
  }

  private grow(): void {
    const { items, head } = this;
    const wider: (T | undefined)[] = new Array(items.length * 2).fill(undefined);
    for (let i = 0; i < items.length; i++) wider[i] = items[(head + i) & (items.length - 1)];
    this.items = wider;
    this.head = 0;
  }
}
