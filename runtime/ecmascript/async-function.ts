/**
 * Async functions. The awaiting is left to one native async function a call: it makes the promise, awaits, resolves and
 * rejects in exactly the number and order of jobs that ES2025 27.7.5 has, reads `constructor` and nothing else, and what it
 * leaves unhandled is reported as the engine does.
 */
import { NEXT, RUNNING, START, THROW, UNWIND } from '../abi.ts';
import { apply, Frame, type Mode, type Step } from './frame.ts';

const { defineProperty } = Object;

/** What a compiled async function returns that never suspends. */
export async function settle(body: () => unknown): Promise<unknown> {
  return body();
}

/** What a compiled async function returns. */
export async function runAsync(step: Step): Promise<unknown> {
  const frame = new Frame(step);
  let state = START;
  let mode: Mode = NEXT;
  let value: unknown;
  for (;;) {
    frame.state = RUNNING;
    const out = step(frame, mode === NEXT ? state : ~state, value, mode);
    state = frame.state;
    if (state < 0) {
      if (mode === THROW && state === UNWIND) throw out;
      return out;
    }
    try {
      value = await out;
      mode = NEXT;
    } catch (error) {
      value = error;
      mode = THROW;
    }
  }
}

/** Calls what binds the parameters of an async function by itself, and rejects if that fails. */
export function rejecting(
  bind: (...args: unknown[]) => unknown,
  receiver: unknown,
  rest: ArrayLike<unknown>,
  ...first: unknown[]
): unknown {
  for (let i = 0; i < rest.length; i++) {
    const property = { value: rest[i], writable: true, enumerable: true, configurable: true };
    defineProperty(first, first.length, property);
  }
  try {
    return apply(bind, receiver, first);
  } catch (error) {
    return reject(error);
  }
}

async function reject(error: unknown): Promise<never> {
  throw error;
}
