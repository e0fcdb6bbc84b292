/**
 * Symmetric transfer: `const v = yield* transfer(target, value)` suspends the running coroutine and runs `target` in its
 * place. Here are the request, the exit that emitted code takes, and the judgement; the driver does the moving, since it
 * alone knows head and session.
 */
import { START, TRANSFERRED } from './abi.ts';
import { coroutineAsync, coroutineEncloses, notACoroutine, whileClosing } from './errors.ts';
import { type Frame, GENERATOR, KIND, kindOf, type Membership, type Session, vm } from './frame.ts';
import { Request } from './operation.ts';
import { isTransferring, nameOf, refusal } from './status.ts';

/** The exit for `yield* transfer(target, value)`, recognised by its binding: nothing is allocated. */
export function transferTo(frame: Frame, state: number, target: unknown, value?: unknown): unknown {
  if (vm.debug !== null) vm.debug.transfers(target, value, frame, transferTo);
  return leaveFor(frame, state, target, value);
}

function leaveFor(frame: Frame, state: number, target: unknown, value: unknown): unknown {
  vm.value = value;
  frame.state = TRANSFERRED - state;
  return target;
}

/** A transfer as an object, where the compiler did not see the call. */
export class Transfer extends Request<unknown> {
  readonly target: unknown;
  readonly value: unknown;
  constructor(target: unknown, value: unknown) {
    super();
    this.target = target;
    this.value = value;
  }
  override exit(frame: Frame, state: number): unknown {
    vm.debug?.transfers(this.target, this.value);
    return leaveFor(frame, state, this.target, this.value);
  }
}

/**
 * Why a transfer is illegal, or null. Legal targets have not started, or wait in a transfer of their own and are not the
 * head of another open session: such a head is entered by its own session only, or two would run it.
 */
export function transferError(
  root: Frame,
  target: unknown,
  session: Session | null,
  closing?: boolean,
): TypeError | null {
  if (root[KIND] !== GENERATOR) return coroutineAsync('transfer from', nameOf(root));
  if (closing === true) return whileClosing('transfer', nameOf(root));
  const kind = kindOf(target);
  if (kind === undefined) return notACoroutine('transfer to', target);
  const to = target as Frame;
  if (kind !== GENERATOR) return coroutineAsync('transfer to', nameOf(to));
  if (to.state === START && to.leaf === to) return null;
  if (!isTransferring(to)) return refusal(to, 'transfer to');
  const theirs = (to.link as Membership).session;
  return theirs !== session && theirs?.head === to ? coroutineEncloses(nameOf(to)) : null;
}
