/**
 * Whether a coroutine can be delegated to, and what comes of it when it has finished already.
 */
import { DONE } from './abi.ts';
import { descend } from './descend.ts';
import { DELEGATE, type Frame, leave, READY, vm } from './frame.ts';
import { misuse } from './status.ts';

/** The exit for `yield* coroutine`. One that has finished gives undefined at once. */
export function enterDelegate(frame: Frame, state: number, target: Frame, shielded: boolean): unknown {
  if (target.leaf.state < 0) {
    return target.state === DONE ? leave(frame, state, READY) : misuse(target, 'delegate to');
  }
  vm.descend ??= descend;
  vm.shielded = shielded;
  return leave(frame, state, DELEGATE, target);
}
