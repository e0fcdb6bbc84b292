/**
 * The intrinsic objects that compiled generators and async generators inherit from: one set for this copy of the
 * runtime, shaped as ES2025 27.3 to 27.6 has them. Where a method is given an object that is none of ours it does what
 * the engine's own method does, so that native generators and the errors of foreign receivers come for free.
 */

const nativeGenerator = Object.getPrototypeOf(function* () {}) as object;
const nativeAsyncGenerator = Object.getPrototypeOf(async function* () {}) as object;

export interface GeneratorMethods {
  next(this: unknown, value?: unknown): unknown;
  return(this: unknown, value?: unknown): unknown;
  throw(this: unknown, error?: unknown): unknown;
}

/** The engine's own methods. */
export const nativeMethods: GeneratorMethods = prototypeOf(nativeGenerator) as GeneratorMethods;
export const nativeAsyncMethods: GeneratorMethods = prototypeOf(nativeAsyncGenerator) as GeneratorMethods;

/** Async functions inherit from the engine's own: it has no methods that could tell them apart. */
export const AsyncFunctionPrototype = Object.getPrototypeOf(async () => {}) as object;

export interface Intrinsics {
  /** %GeneratorFunction.prototype%: what the functions inherit from. */
  readonly functions: object;
  /** %GeneratorPrototype%: what their `prototype` objects inherit from. */
  readonly objects: object;
}

/** Builds one family: constructor, prototype of functions, prototype of objects (ES2025 27.3.2, 27.3.3, 27.5.1). */
export function makeIntrinsics(methods: GeneratorMethods, native: object, tag: string): Intrinsics {
  const nativeObjects = prototypeOf(native);
  const objects = Object.create(Object.getPrototypeOf(nativeObjects) as object) as object;
  const functions = Object.create(Function.prototype) as object;
  const constructor = makeConstructor((native as { constructor: NewableFunction }).constructor, tag, objects);
  fix(objects, 'constructor', functions);
  for (const name of ['next', 'return', 'throw'] as const) {
    Object.defineProperty(objects, name, { value: methods[name], writable: true, configurable: true });
  }
  fix(objects, Symbol.toStringTag, tag);
  fix(functions, 'prototype', objects);
  fix(functions, 'constructor', constructor);
  fix(functions, Symbol.toStringTag, `${tag}Function`);
  Object.defineProperty(constructor, 'prototype', { value: functions, writable: false });
  return { functions, objects };
}

/**
 * The constructor compiles text, and text that comes at run time nobody has compiled: the engine does it (ES2025
 * 27.3.1.1). What it makes inherits from our prototypes, whose methods accept it. A proxy, for a plain function would read
 * `prototype` of what it is constructed for before the text is parsed.
 */
function makeConstructor(native: NewableFunction, tag: string, objects: object): NewableFunction {
  const name = `${tag}Function`;
  const target = { [name]: function (_body?: unknown): void {} }[name] as unknown as NewableFunction;
  Object.setPrototypeOf(target, Function);
  const construct = (_: unknown, args: unknown[], newTarget: NewableFunction): object => {
    const fn = Reflect.construct(native, args, newTarget) as { prototype: object };
    Object.setPrototypeOf(fn.prototype, objects);
    return fn;
  };
  const made: NewableFunction = new Proxy<NewableFunction>(target, {
    construct,
    apply: (_: unknown, __: unknown, args: unknown[]) => construct(_, args, made),
  });
  return made;
}

function prototypeOf(functions: object): object {
  return (functions as { prototype: object }).prototype;
}

function fix(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true });
}

export { nativeAsyncGenerator, nativeGenerator };
