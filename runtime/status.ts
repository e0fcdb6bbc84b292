/**
 * What a coroutine is doing, and the errors that say so. All of it is read off the frame: nothing is stored for it.
 */
import { EXIT, RUNNING } from './abi.ts';
import { cannot } from './errors.ts';
import {
  ASYNC,
  ASYNC_GENERATOR,
  AWAITING,
  DELEGATED,
  type Frame,
  hasEnded,
  isFrame,
  KIND,
  type Membership,
  type Pulls,
  type Shared,
  type TaskContext,
  vm,
} from './frame.ts';

/**
 * `'normal'`: it resumed another one and waits for it. `'delegated'`: another one delegates to it. `'awaiting'`: its task
 * waits for an operation.
 */
export type Status = 'suspended' | 'running' | 'normal' | 'delegated' | 'transferring' | 'awaiting' | 'done';

export function statusOf(root: Frame): Status {
  const leaf = root.leaf;
  if (leaf === DELEGATED) return 'delegated';
  if (leaf === AWAITING) return 'awaiting';
  if (leaf.state >= 0) return 'suspended';
  if (leaf.state === EXIT) return 'transferring';
  if (leaf.state > RUNNING) return 'done';
  return leaf.state === vm.level + 1 ? 'running' : 'normal';
}

/** A generator coroutine waits in `transfer`: its membership says so. */
export function isTransferring(root: Frame): boolean {
  const link = root.link as Membership | null;
  return link !== null && link.state === EXIT;
}

/**
 * The function's name, which its step carries: with an underscore in front where the name itself was taken, or began with
 * one. It stays in the step's place when the frame has ended. Of a function without a name, it is `step`, or, where such functions are in one another, `_step`, `_step2`, ….
 */
export function ownNameOf(frame: Frame): string {
  const { step } = frame;
  return (step.name ?? step).replace(/^(step$|_step\d*$|_)/, '');
}

/** It has ended: of its step, and all that hangs on it, the name stays. Emitted code sees to that where it ends without an error. */
export function keepName(frame: Frame): void {
  const { step } = frame;
  frame.step = (step.name ?? step) as never;
}

export function nameOf(frame: Frame): string {
  return ownNameOf(frame) || 'a coroutine';
}

/** The error for doing what a coroutine's status does not allow. */
export function refusal(root: Frame, action: string): TypeError {
  const status = statusOf(root);
  return cannot(`coroutine-${status}`, action, nameOf(root), reasons[status] ?? vm.awaited!(root));
}

export function misuse(root: Frame, action: string): never {
  throw refusal(root, action);
}

/** Of 'awaiting' those know who brought it. */
const reasons: Partial<Record<Status, string>> = {
  suspended: 'it waits in yield',
  running: 'it is running',
  normal: 'it waits for one that it resumed',
  delegated: 'another coroutine delegates to it',
  transferring: 'it waits in transfer()',
  done: 'it has finished',
};

/** `vm.awaited`, once there is a scheduler. */
export function awaited(root: Frame): string {
  return `it awaits ${taskOf(root)?.awaiter?.describe() ?? 'an operation'}; cancel its task`;
}

/** The frame that waits for this one: up its chain, and through the sessions and generators it is entered by. */
export function callerOf(frame: Frame): Frame | null {
  const { link } = frame;
  if (link === null || hasEnded(frame)) return null;
  if (isFrame(link)) return link;
  if (frame[KIND] === ASYNC) return (link as Partial<Shared>).caller ?? null;
  if (frame[KIND] === ASYNC_GENERATOR) return (link as Pulls).puller;
  const head = (link as Membership).session?.head;
  if (!head || head === frame) return null;
  return head.leaf === head.link ? (head.link as Membership).leaf : head;
}

/** The task that runs a frame: that of the outermost one. */
export function taskOf(frame: Frame): TaskContext | null {
  let at = frame;
  for (let outer = callerOf(at); outer !== null; outer = callerOf(at)) at = outer;
  const { link } = at;
  if (link === null || hasEnded(at) || at[KIND] === ASYNC_GENERATOR) return null;
  return at[KIND] === ASYNC ? (link as TaskContext) : (link as Membership).task;
}
