/**
 * The kept outcome of an async coroutine, in the fields it has anyway: DONE with the value in `link`, FAILED with the error.
 */
import { DONE, FAILED, NEXT, RETURN } from './abi.ts';
import { CancelledError } from './errors.ts';
import { type Frame, isFrame, type Mode, type Shared } from './frame.ts';
import { nameOf } from './status.ts';

/** Ends an async coroutine (`reason`: why, if by cancellation), wakes those who wait for it beside its caller, and gives the caller's frame, if it has one. */
export function settle(frame: Frame, mode: Mode, value: unknown, reason: unknown): Frame | null {
  const link = frame.link;
  frame.leaf = frame;
  frame.state = mode === NEXT ? DONE : FAILED;
  frame.link = mode === RETURN ? new CancelledError(nameOf(frame), reason) : value;
  if (isFrame(link)) return link;
  const shared = link as Partial<Shared> | null;
  if (shared?.caller === undefined) return null;
  for (const waiter of shared.waiters ?? []) waiter.wake();
  return shared.caller;
}
