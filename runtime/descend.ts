/**
 * The hot part of recursion by `yield*`: frames pushed and popped, values given out, nothing abrupt and nobody waiting. A
 * loop of its own because it is small: whatever else comes up is the driver's, which goes on from where this one stops.
 */
import { DONE, EXIT, NEXT, RUNNING, THROW } from './abi.ts';
import { drive } from './drive.ts';
import { DELEGATE, DELEGATED, type Frame, READY, sentinel, vm } from './frame.ts';

/** In the driver's place, after a step of `f` that did not yield, in a resume of `head` from outside any task. */
export function descend(head: Frame, f: Frame, out: unknown): unknown {
  const level = vm.depth - 1;
  const busy = (vm.busy[level] ??= sentinel(RUNNING - level));
  for (;;) {
    if (f.state === EXIT) {
      if (vm.exit === READY) f.state = vm.state;
      else if (vm.exit !== DELEGATE || vm.shielded) break;
      else {
        const callee = out as Frame;
        const leaf = callee.leaf;
        f.state = vm.state;
        callee.leaf = DELEGATED;
        callee.link = f;
        f = leaf;
        out = undefined;
      }
    } else if (f.state === DONE && f !== head) {
      const parent = f.link as Frame;
      f.leaf = f;
      f.link = null;
      f = parent;
    } else break;
    if (head.leaf !== busy) head.leaf = busy;
    const state = f.state;
    f.state = RUNNING - level;
    try {
      out = f.step(f, state, out, NEXT);
    } catch (error) {
      return drive(head, f, error, THROW);
    }
    if (f.state >= 0) {
      head.leaf = f;
      vm.depth = level;
      return out;
    }
  }
  return drive(head, f, out);
}
