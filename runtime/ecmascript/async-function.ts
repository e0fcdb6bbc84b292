/**
 * Async functions. The awaiting is left to one native async function a call: it makes the promise, awaits, resolves and
 * rejects in exactly the number and order of jobs that ES2025 27.7.5 has, reads `constructor` and nothing else, and what it
 * leaves unhandled is reported as the engine does.
 */
import { RUNNING, START } from '../abi.ts';
import { apply, Frame, type Step } from './frame.ts';

const { defineProperty } = Object;

/** What a compiled async function returns that never suspends. */
export async function settle(body: () => unknown): Promise<unknown> {
  return body();
}

/** What a compiled async function returns. Abrupt entry is a throw here, so the step needs no mode to tell it. */
export async function runAsync(step: Step): Promise<unknown> {
  const frame = new Frame(step);
  let state = START;
  let value: unknown;
  for (;;) {
    frame.state = RUNNING;
    const out = step(frame, state, value);
    state = frame.state;
    if (state < 0) return out;
    try {
      value = await out;
    } catch (error) {
      value = error;
      state = ~state;
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
