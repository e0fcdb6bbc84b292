/** Bindings that are not there yet, or must not change (ES2025 9.1.1.1 Declarative Environment Records). */

/** What a variable holds until its declaration has run. */
export const DEAD_ZONE: unique symbol = Symbol('dead zone');

/** The value, or the ReferenceError of a binding in its dead zone. */
export function initialized<T>(value: T | typeof DEAD_ZONE, name: string): T {
  if (value === DEAD_ZONE) throw new ReferenceError(`Cannot access '${name}' before initialization`);
  return value;
}

/** A target for a binding that may be in its dead zone, and, without `write`, for a constant. */
export class Guard<T> {
  private readonly name: string;
  private readonly read: () => T | typeof DEAD_ZONE;
  private readonly write: ((value: T) => void) | undefined;

  constructor(name: string, read: () => T | typeof DEAD_ZONE, write?: (value: T) => void) {
    this.name = name;
    this.read = read;
    this.write = write;
  }

  get value(): T {
    return initialized(this.read(), this.name);
  }

  set value(value: T) {
    initialized(this.read(), this.name);
    if (!this.write) throw new TypeError('Assignment to constant variable.');
    this.write(value);
  }
}

export function guard<T>(
  name: string,
  read: () => T | typeof DEAD_ZONE,
  write?: (value: T) => void,
): Guard<T> {
  return new Guard(name, read, write);
}
