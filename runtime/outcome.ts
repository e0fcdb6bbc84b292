/**
 * The kept outcome of an async coroutine, in the fields it has anyway: DONE with the value in `link`, FAILED with the error,
 * STOPPED with the reason. The error that tells of a cancellation is made for whoever asks: most are not asked.
 */
import { DONE, FAILED, NEXT, RETURN, STOPPED } from './abi.ts';
import { CancelledError } from './errors.ts';
import { type Frame, isFrame, type Mode, type Shared } from './frame.ts';
import { keepName, nameOf } from './status.ts';

/** Ends an async coroutine (`reason`: why, if by cancellation), wakes those who wait for it beside its caller, and gives the caller's frame, if it has one. */
export function settle(this: Frame, mode: Mode, value: unknown, reason: unknown): Frame | null {
  const { link } = this;
  keepName(this);
  this.leaf = this;
  this.state = mode === NEXT ? DONE : mode === RETURN ? STOPPED : FAILED;
  this.link = mode === RETURN ? reason : value;
  if (isFrame(link)) return link;
  const shared = link as Partial<Shared> | null;
  if (shared?.caller === undefined) return null;
  for (const waiter of shared.waiters ?? []) waiter.wake();
  return shared.caller;
}

/** What an async coroutine that has ended gives, or throws. */
export function outcomeOf(frame: Frame): unknown {
  if (frame.state === DONE) return frame.link;
  throw frame.state === FAILED ? frame.link : new CancelledError(nameOf(frame), frame.link);
}
