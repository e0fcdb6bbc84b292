/**
 * The hot part of the driver: frames pushed and popped, members of a session that take turns, values given out, all of it
 * without anything abrupt, and nobody waiting. A loop of its own because it is small, and sees generator frames only: three
 * kinds of them in one loop cost a third more. Whatever else comes up is the driver's, which goes on from where this one
 * stops. It comes with the first delegation; a program without any has one kind of frame in the driver anyway.
 */
import { DONE, EXIT, NEXT, PUSHED, THROW, TRANSFERRED } from './abi.ts';
import { drive, end } from './drive.ts';
import {
  DELEGATED,
  type Frame,
  type Mode,
  membership,
  type Session,
  sentinel,
  vm as shared,
} from './frame.ts';
import { transferError } from './transfer.ts';

const vm = shared;

/** In the driver's place, after a step of `f` that did not yield, in a resume of `head` from outside any task. */
export function walk(head: Frame, f: Frame, out: unknown): unknown {
  const level = vm.level + 1;
  let root = head;
  let mode: Mode = NEXT;
  let session: Session | null = null;
  // Not the frame that runs: a store of an old object into an old one has its price, and the chain changes all the time.
  head.leaf = vm.busy[-level] ??= sentinel(level);
  for (;;) {
    const left = f.state;
    if (left <= PUSHED) {
      f.state = PUSHED - left;
      f = out as Frame;
      out = undefined;
    } else if (left === DONE && f.leaf === DELEGATED) f = end(f) as Frame;
    else if (left <= TRANSFERRED && transferError(root, out, session) === null) {
      const to = membership(out as Frame);
      if (to.returning !== null || to.shield !== null) break;
      const from = membership(root);
      f.state = TRANSFERRED - left;
      from.state = EXIT;
      from.leaf = f;
      from.returning = from.shield = null;
      if (session === null) {
        session = from.session = { head };
        root.leaf = from;
      }
      root = out as Frame;
      f = to.leaf;
      to.state = level;
      to.session = session;
      root.leaf = to;
      out = vm.value;
      vm.value = undefined;
    } else if (root !== head || (left < 0 && left !== DONE)) break;
    else {
      if (left < 0) end(f);
      else head.leaf = f;
      if (session !== null) session.head = null;
      vm.level = level;
      return out;
    }
    const state = f.state;
    f.state = level;
    try {
      out = f.step(f, state, out, NEXT);
    } catch (error) {
      out = error;
      mode = THROW;
      break;
    }
  }
  return drive(head, f, out, mode, false, false, undefined, root, session);
}
