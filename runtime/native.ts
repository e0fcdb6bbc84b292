/**
 * Coroutines that no compiler has seen: a native generator behind the same class. Everything means the same, but it is
 * slower, and an ordinary `finally` does not shield what it awaits. Async functions cannot be had that way: native ones are
 * neither lazy nor to be cancelled.
 */
import { NEXT, RETURN, THROW } from './abi.ts';
import { Coroutine } from './coroutine.ts';
import { take } from './delegate.ts';
import { markTarget, NotCompiledError, notACoroutine } from './errors.ts';
import { type Frame, kindOf, type Mode, type Step, vm } from './frame.ts';
import { probe } from './probe.ts';

type Native = Generator<unknown, unknown, unknown>;

/** A native generator as a coroutine. The step carries the function's name, as a compiled one does. */
export function nativeCoroutine(generator: Native, name: string): Coroutine {
  let closing = false;
  const steps: Record<string, Step> = {
    [name.replace(/^_/, '__')]: (frame: Frame, state: number, value: unknown, mode: Mode) => {
      if (mode === RETURN) closing = true;
      const outer = vm.native;
      vm.native = vm.level;
      vm.probe = probe;
      let result: IteratorResult<unknown, unknown>;
      try {
        if (mode === NEXT) result = generator.next(value);
        else result = mode === THROW ? generator.throw(value) : generator.return(value);
      } finally {
        vm.native = outer;
      }
      return take(frame, state, result, closing);
    },
  };
  return new Coroutine(steps[name] as Step);
}

/** Silences the warning that a generator coroutine runs uncompiled. */
export function allowNative(): void {
  vm.nativeAllowed = true;
}

function warnOnce(name: string): void {
  if (vm.nativeAllowed) return;
  vm.nativeAllowed = true;
  const text =
    `${name} runs uncompiled, on a native generator: add { plugins: ['stackless/babel'] } to your Babel ` +
    'configuration, or call allowNative()';
  const { process } = globalThis as { process?: { emitWarning?: (text: string, options: object) => void } };
  if (process?.emitWarning) process.emitWarning(text, { code: 'STACKLESS_NOT_COMPILED' });
  else console.warn(`STACKLESS_NOT_COMPILED: ${text}`);
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** What `coroutine` does at run time, when the compiler has not removed it. */
export function markAtRuntime(body: unknown, context?: unknown, descriptor?: PropertyDescriptor): unknown {
  if (descriptor !== undefined) return { ...descriptor, value: wrap(descriptor.value) };
  if (typeof context === 'object' && context !== null && (context as { kind?: unknown }).kind !== 'method') {
    throw markTarget(`a ${String((context as { kind?: unknown }).kind)}`);
  }
  return wrap(body);
}

/** A task's body, called: what the compiler made of it gives a coroutine, a native generator function becomes one. */
export function instantiate(body: unknown, args: unknown[]): unknown {
  return call(callable(body), undefined, args);
}

function callable(body: unknown): Call {
  if (typeof body === 'function') return body as Call;
  throw markTarget(body === null ? 'null' : `a value of type ${typeof body}`);
}

function call(body: Call, receiver: unknown, args: unknown[]): unknown {
  const kind = (body as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  // A native async function would start at once.
  if (kind === 'AsyncFunction' || kind === 'AsyncGeneratorFunction') {
    throw new NotCompiledError(body.name || 'a coroutine');
  }
  return adopt(Reflect.apply(body, receiver, args), body.name);
}

function wrap(given: unknown): Call {
  const body = callable(given);
  // A method: callable with any `this`, not constructible, without a prototype object of its own.
  const { wrapped } = {
    wrapped(this: unknown, ...args: unknown[]): unknown {
      return call(body, this, args);
    },
  };
  Object.defineProperties(wrapped, {
    name: { value: body.name, configurable: true },
    length: { value: body.length, configurable: true },
  });
  return wrapped;
}

function adopt(made: unknown, name: string): unknown {
  if (kindOf(made) !== undefined) return made;
  const generator = made as Partial<Native> | null | undefined;
  if (typeof generator?.next === 'function' && typeof generator.return === 'function') {
    warnOnce(name || 'a coroutine');
    return nativeCoroutine(generator as Native, name);
  }
  if (typeof (made as { then?: unknown } | null | undefined)?.then === 'function')
    throw new NotCompiledError(name || 'a coroutine');
  throw markTarget('a function that returns no generator');
}

/** A generator of any making as the coroutine it is, or wrapped in one. */
export function wrapGenerator(generator: unknown): unknown {
  if (kindOf(generator) !== undefined) return generator;
  if (typeof (generator as Partial<Native> | null | undefined)?.next !== 'function') {
    throw notACoroutine('take', generator);
  }
  const made = nativeCoroutine(generator as Native, '');
  // Nobody can tell whether it has started: as a suspended one it is closed by its own `return`, whichever it is.
  made.state = 1;
  return made;
}
