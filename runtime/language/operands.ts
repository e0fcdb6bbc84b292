/** What compiled code does with operands that were evaluated before a suspension. */
import { describe, isObject } from './iteration.ts';

const { apply, construct: reflectConstruct, defineProperty, ownKeys, getOwnPropertyDescriptor } = Reflect;

/** Calls a function that was read before its arguments suspended; whether it is one is found out only now. */
export function call(fn: unknown, self: unknown, args: readonly unknown[], text?: string): unknown {
  if (typeof fn !== 'function') throw new TypeError(`${text ?? describe(fn)} is not a function`);
  return apply(fn, self, args);
}

/** The same for `new`. */
export function construct(constructor: unknown, args: readonly unknown[]): unknown {
  if (typeof constructor !== 'function') throw new TypeError(`${describe(constructor)} is not a constructor`);
  return reflectConstruct(constructor, args);
}

/** What `new` of a compiled function declaration throws, as `new` of a generator function does. */
export function notConstructor(name: string): TypeError {
  return new TypeError(`${name || 'a coroutine'} is not a constructor`);
}

/** What a class is to extend: that it can is found out before the class's keys are evaluated (ES2025 15.7.14 step 8). */
export function heritage(value: unknown): unknown {
  if (value !== null && !isConstructor(value))
    throw new TypeError(`Class extends value ${describe(value)} is not a constructor or null`);
  return value;
}

/** A proxy can be constructed if its target can; its trap keeps the target from being called. */
function isConstructor(value: unknown): boolean {
  if (typeof value !== 'function') return false;
  try {
    reflectConstruct(new Proxy(value, { construct: () => ({}) }), []);
    return true;
  } catch {
    return false;
  }
}

/** A method as the tag of a template: with its receiver. */
export function bind(fn: unknown, self: unknown): unknown {
  if (fn === null || fn === undefined) return fn;
  return (...args: unknown[]) => call(fn, self, args);
}

/** Adds elements, holes included, to a list that nobody else has; runs no code of anybody's. */
export function append<T>(list: T[], elements: readonly T[]): T[] {
  const start = list.length;
  for (let i = 0; i < elements.length; i++) {
    if (getOwnPropertyDescriptor(elements, i)) define(list, start + i, elements[i]);
  }
  list.length = start + elements.length;
  return list;
}

function define(target: object, key: PropertyKey, value: unknown): void {
  defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** ES2025 7.1.19 ToPropertyKey: once, where the source has it. */
export function toKey(value: unknown): string | symbol {
  if (typeof value === 'symbol' || typeof value === 'string') return value;
  return isObject(value) ? keyOfObject(value) : `${value as number}`;
}

/** An object converts with the hint "string", and may give a symbol: only a property access does just that. */
function keyOfObject(value: object): string | symbol {
  const [key] = ownKeys({ [value as unknown as string]: 0 });
  return key!;
}

/** The key of a target that is read and written: of a nullish object it stays as it is, for reading that fails first. */
export function propertyKey(object: unknown, key: unknown): unknown {
  return object === undefined || object === null ? key : toKey(key);
}

/** ES2025 7.2.1 RequireObjectCoercible, as an object pattern does it. */
export function coercible(value: unknown): void {
  if (value === undefined || value === null)
    throw new TypeError(`Cannot destructure '${String(value)}' as it is ${String(value)}.`);
}

/** The rest of an object pattern: ES2025 7.3.26 CopyDataProperties without the keys already taken. */
export function omit(source: unknown, taken: readonly PropertyKey[]): object {
  const from = Object(source) as Record<PropertyKey, unknown>;
  const rest = {};
  for (const key of ownKeys(from)) {
    if (includes(taken, key)) continue;
    const property = getOwnPropertyDescriptor(from, key);
    if (property?.enumerable) define(rest, key, from[key as string]);
  }
  return rest;
}

function includes(keys: readonly PropertyKey[], key: string | symbol): boolean {
  for (let i = 0; i < keys.length; i++) {
    const taken = keys[i];
    if (taken === key || (typeof taken === 'number' && String(taken) === key)) return true;
  }
  return false;
}
