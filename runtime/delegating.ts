/**
 * Whether a coroutine can be delegated to, and what comes of it when it has finished already.
 */
import { DONE } from './abi.ts';
import { type Frame, leave, push, READY } from './frame.ts';
import { misuse } from './status.ts';

/** The exit for `yield* coroutine`, whatever its status. One that has finished gives undefined at once. */
export function enterDelegate(frame: Frame, state: number, target: Frame, shielded: boolean): unknown {
  if (target.leaf.state < 0) {
    return target.state === DONE ? leave(frame, state, READY) : misuse(target, 'delegate to');
  }
  return push(frame, state, target, shielded);
}
