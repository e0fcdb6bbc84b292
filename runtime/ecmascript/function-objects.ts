/**
 * What makes a compiled function the kind of function object it was: its [[Prototype]], and for generators a `prototype`
 * of its own (ES2025 15.5.3, 15.6.4, 15.8.3 Instantiate…FunctionObject). That it cannot be constructed comes from its shape:
 * emitted code hands in methods and arrows. A generator function reads its own `prototype` at each call, and finds itself
 * by a holder.
 */
import { AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype } from './async-generator.ts';
import { GeneratorFunctionPrototype, GeneratorPrototype } from './generator.ts';
import type { Holder } from './holder.ts';
import { AsyncFunctionPrototype } from './intrinsics.ts';

type Build = (holder: Holder) => object;
type Rival = PropertyKey | readonly unknown[];

const { isArray } = Array;
const { create, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Object;

export function generatorFunction(build: Build): object {
  return built(build, GeneratorFunctionPrototype, GeneratorPrototype);
}

export function asyncGeneratorFunction(build: Build): object {
  return built(build, AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype);
}

export function asyncFunction<F extends object>(fn: F): F {
  return setPrototypeOf(fn, AsyncFunctionPrototype) as F;
}

/**
 * The method that stands at the key of an object or class, made what it was; emitted right after the object was. Where a
 * later member may have taken its place, `rivals` are the keys of those, and what was spread, each in an array.
 */
export function generatorMethod(object: object, key: PropertyKey, ...rivals: Rival[]): Holder {
  return held(methodOf(object, key, rivals), GeneratorFunctionPrototype, GeneratorPrototype);
}

export function asyncGeneratorMethod(object: object, key: PropertyKey, ...rivals: Rival[]): Holder {
  return held(methodOf(object, key, rivals), AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype);
}

export function asyncMethod(object: object, key: PropertyKey, ...rivals: Rival[]): void {
  const fn = methodOf(object, key, rivals);
  if (fn !== undefined) asyncFunction(fn);
}

/** A private method, which each instance shows, and the first one has made what it was. */
export function privateGenerator(known: Holder | undefined, fn: object): Holder {
  return known ?? held(fn, GeneratorFunctionPrototype, GeneratorPrototype);
}

export function privateAsyncGenerator(known: Holder | undefined, fn: object): Holder {
  return known ?? held(fn, AsyncGeneratorFunctionPrototype, AsyncGeneratorPrototype);
}

/** The method that a decorator is given: `(method, context)`, or as decorators were before, `(object, key, descriptor)`. */
export function decorated(args: readonly unknown[]): object {
  return (args.length > 2 ? (args[2] as PropertyDescriptor).value : args[0]) as object;
}

function built(build: Build, functions: object, objects: object): object {
  const holder = { fn: build } as { fn: object };
  const fn = build(holder);
  holder.fn = fn;
  adopt(fn, functions, objects);
  return fn;
}

/** What was replaced at once is never called, and finds nothing. */
function held(fn: object | undefined, functions: object, objects: object): Holder {
  if (fn !== undefined) adopt(fn, functions, objects);
  return { fn } as Holder;
}

function adopt(fn: object, functions: object, objects: object): void {
  setPrototypeOf(fn, functions);
  defineProperty(fn, 'prototype', { value: create(objects), writable: true });
}

function methodOf(object: object, key: PropertyKey, rivals: readonly Rival[]): object | undefined {
  const isReplaced = rivals.some((rival) => (isArray(rival) ? copies(rival[0], key) : rival === key));
  return isReplaced ? undefined : (getOwnPropertyDescriptor(object, key)?.value as object);
}

/** Whether spreading the value gives the key. */
function copies(value: unknown, key: PropertyKey): boolean {
  return value !== null && value !== undefined && getOwnPropertyDescriptor(value, key)?.enumerable === true;
}
