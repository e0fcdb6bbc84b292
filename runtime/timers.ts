/**
 * Timers in a binary heap: earliest first, those of one instant in the order they were set. Each knows its place in the
 * heap, so that a cancelled one leaves at once and holds nothing.
 */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
  index: number;
}

export class TimerHeap {
  private readonly heap: Timer[] = [];
  private order = 0;

  get size(): number {
    return this.heap.length;
  }

  first(): Timer | undefined {
    return this.heap[0];
  }

  add(at: number, fire: () => void): Timer {
    const timer: Timer = { at, order: this.order++, fire, index: this.heap.length };
    this.heap.push(timer);
    this.up(timer);
    return timer;
  }

  remove(timer: Timer): void {
    const { index } = timer;
    if (index < 0) return;
    timer.index = -1;
    const last = this.heap.pop() as Timer;
    if (last === timer) return;
    last.index = index;
    this.heap[index] = last;
    this.up(last);
    this.down(last);
  }

  private up(timer: Timer): void {
    while (timer.index > 0) {
      const parent = this.heap[(timer.index - 1) >> 1] as Timer;
      if (!before(timer, parent)) return;
      this.swap(timer, parent);
    }
  }

  private down(timer: Timer): void {
    for (;;) {
      const left = this.heap[2 * timer.index + 1];
      if (left === undefined) return;
      const right = this.heap[left.index + 1];
      const least = right !== undefined && before(right, left) ? right : left;
      if (!before(least, timer)) return;
      this.swap(least, timer);
    }
  }

  private swap(a: Timer, b: Timer): void {
    const { index } = a;
    a.index = b.index;
    b.index = index;
    this.heap[a.index] = a;
    this.heap[b.index] = b;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
