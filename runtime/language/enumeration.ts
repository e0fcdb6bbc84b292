/**
 * The keys of a `for-in` in compiled code (ES2025 14.7.5.9 EnumerateObjectProperties): those there were at the start,
 * without the ones that are gone when their turn comes.
 */
export class Enumeration {
  value: string | undefined = undefined;
  private readonly object: object;
  private readonly keys: readonly string[];
  private index = 0;

  constructor(object: object, keys: readonly string[]) {
    this.object = object;
    this.keys = keys;
  }

  step(): boolean {
    while (this.index < this.keys.length) {
      const key = this.keys[this.index++]!;
      if (key in this.object) {
        this.value = key;
        return true;
      }
    }
    return false;
  }
}

/** Nullish has no keys; everything else is made an object. */
export function keysOf(value: unknown): Enumeration {
  const keys: string[] = [];
  if (value === undefined || value === null) return new Enumeration({}, keys);
  const object = Object(value) as object;
  for (const key in object) keys[keys.length] = key;
  return new Enumeration(object, keys);
}
