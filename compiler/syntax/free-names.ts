/** Hands out names that nothing else in the function has. */
export class FreeNames {
  private readonly used: Set<string>;
  /** The number to go on with for a name: thousands may wish for the same. */
  private readonly next = new Map<string, number>();
  private readonly isReserved: (name: string) => boolean;

  constructor(used: Iterable<string>, isReserved: (name: string) => boolean = () => false) {
    this.used = new Set(used);
    this.isReserved = isReserved;
  }

  /** The name wished for, or with a number behind it. Scaffolding begins with `_`; for a plain name that is tried first. */
  take(wished: string): string {
    // What is reserved is so with any number behind it.
    if (this.isReserved(wished)) return this.take(`${wished}_`);
    let name = wished;
    let n = this.next.get(wished) ?? 2;
    for (; this.used.has(name) || this.isReserved(name); n++)
      name = `${wished}${wished.startsWith('_') ? '' : '_'}${n}`;
    this.used.add(name);
    this.next.set(wished, n);
    return name;
  }

  /** The name itself if it is free, and else with the scaffolding's prefix. */
  takeOrPrefix(wished: string): string {
    return this.used.has(wished) ? this.take(`_${wished}`) : this.take(wished);
  }
}
