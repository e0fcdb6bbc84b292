/**
 * Values that a task and all below it see: Kotlin's `CoroutineContext`, without the locals of a thread. A task has its parent's
 * list when it is made; `withContext` puts one more in front, for a body that runs in place.
 */
import type { Context } from './api.ts';
import { vm } from './frame.ts';
import type { Task } from './task.ts';

export interface ContextValue {
  readonly key: object;
  readonly value: unknown;
  readonly next: ContextValue | null;
}

class Key<T> implements Context<T> {
  readonly defaultValue: T;
  readonly name: string;
  constructor(defaultValue: T, name: string) {
    this.defaultValue = defaultValue;
    this.name = name;
  }
  get(): T {
    let at = (vm.task as Task | null)?.context ?? null;
    while (at !== null && at.key !== this) at = at.next;
    return at === null ? this.defaultValue : (at.value as T);
  }
}

/**
 * A value that `withContext` sets for a body and all that it spawns. `get()` gives the innermost one in force, else the
 * default: also in plain code. Kept across suspensions.
 */
export function context<T>(defaultValue: T, name = 'context'): Context<T> {
  return new Key(defaultValue, name);
}
