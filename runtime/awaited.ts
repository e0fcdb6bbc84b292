/**
 * `await` in emitted code, after C++20's: what is ready never leaves the step, which goes on with the value. A coroutine that
 * has not started is begun right here, on the native stack; so many of them in one another, then the driver pushes the next,
 * and the stack does not grow. If one has to wait, every step on the stack leaves with what the innermost one left with, and
 * the driver finds the chain as if it had pushed it itself.
 */
import { DONE, NEXT, START, THROW } from './abi.ts';
import { AsyncCoroutine } from './async-coroutine.ts';
import { Awaitable } from './awaitable.ts';
import { begun, parks, waits } from './awaiting.ts';
import {
  ASYNC,
  DELEGATED,
  type Ending,
  type Exit,
  type Frame,
  KIND,
  leave,
  PASSES,
  PERFORM,
  vm,
} from './frame.ts';
import { leaveAwaiting } from './operation.ts';

/** So many are begun in one another on the native stack. */
const DEEPEST = 32;
let nested = 0;

/** Gives the value; or has left the step: its state is no running one, and what this gives is what the step gives. */
export function awaited(frame: Frame, state: number, target: unknown, shielded = false): unknown {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return target;
  if (vm.debug !== null) vm.debug.suspends(frame, awaited);
  else if (target instanceof AsyncCoroutine) {
    // In a generator's chain a state from 0 is a yield.
    const starts = target.state === START && target.leaf === target && frame[KIND] === ASYNC && !shielded;
    if (starts && nested < DEEPEST) return begin(frame, state, target);
  } else if (target instanceof Awaitable) {
    const awaiter = target[PERFORM]();
    if (awaiter.ready()) return awaiter.result();
    vm.shielded = shielded;
    return leave(frame, state, parks, awaiter);
  }
  return leaveAwaiting(frame, state, target, shielded);
}

function begin(frame: Frame, state: number, callee: Frame): unknown {
  const running = frame.state;
  callee.leaf = DELEGATED;
  callee.link = frame;
  callee.state = running;
  frame.state = state;
  nested++;
  let out: unknown;
  try {
    out = callee.step(callee, START, undefined, NEXT);
  } catch (e) {
    nested--;
    frame.state = running;
    (callee as Ending)[PASSES](THROW, e, undefined);
    throw e;
  }
  nested--;
  if (callee.state === DONE) {
    frame.state = running;
    (callee as Ending)[PASSES](NEXT, out, undefined);
    return out;
  }
  callee.state = vm.state;
  if (vm.exit !== waits) {
    begun.frame = callee;
    begun.exit = vm.exit as Exit;
  }
  return leave(frame, state, waits, out);
}
