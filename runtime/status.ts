/**
 * What a coroutine is doing, and the errors that say so. All of it is read off the frame: nothing is stored for it.
 */
import { DONE, FAILED, RUNNING } from './abi.ts';
import { cannot } from './errors.ts';
import {
  ASYNC,
  ASYNC_GENERATOR,
  AWAITING,
  DELEGATED,
  type Frame,
  isFrame,
  KIND,
  type Membership,
  type Pulls,
  type Shared,
  type TaskContext,
  TRANSFERRING,
  vm,
} from './frame.ts';

/**
 * `'normal'`: it resumed another one and waits for it. `'delegated'`: another one delegates to it. `'awaiting'`: its task
 * waits for an operation.
 */
export type Status = 'suspended' | 'running' | 'normal' | 'delegated' | 'transferring' | 'awaiting' | 'done';

export function statusOf(root: Frame): Status {
  const leaf = root.leaf;
  if (root.state === DONE || root.state === FAILED) return 'done';
  if (leaf === DELEGATED) return 'delegated';
  if (leaf === TRANSFERRING) return 'transferring';
  if (leaf === AWAITING) return 'awaiting';
  if (leaf.state >= 0) return 'suspended';
  // The step at depth d runs with RUNNING - d, and the depth is d + 1 meanwhile.
  return leaf.state === RUNNING - vm.depth + 1 ? 'running' : 'normal';
}

/**
 * The function's name, which its step carries: with an underscore in front where the name itself was taken, or began with
 * one. Of a function without a name, it is `step`.
 */
export function ownNameOf(frame: Frame): string {
  const name = frame.step.name.replace(/^_/, '');
  return name === 'step' ? '' : name;
}

export function nameOf(frame: Frame): string {
  return ownNameOf(frame) || 'a coroutine';
}

/** The error for doing what a coroutine's status does not allow. */
export function refusal(root: Frame, action: string): TypeError {
  const status = statusOf(root);
  return cannot(`coroutine-${status}`, action, nameOf(root), reasons[status] || awaited(root));
}

export function misuse(root: Frame, action: string): never {
  throw refusal(root, action);
}

const reasons: Record<Status, string> = {
  suspended: 'it is suspended in yield and belongs to whoever resumes it',
  running: 'it is running',
  normal: 'it resumed another coroutine and waits for it',
  delegated: 'another coroutine delegates to it with yield*',
  transferring: 'it waits in transfer() for somebody to transfer to it',
  awaiting: '',
  done: 'it has finished',
};

function awaited(root: Frame): string {
  return `it awaits ${taskOf(root)?.awaiter?.describe() ?? 'an operation'}; cancel its task`;
}

/** The task that runs a frame: up its chain, and through the sessions and generators it is entered by. */
export function taskOf(frame: Frame): TaskContext | null {
  let at: Frame | null = frame;
  while (at !== null) {
    const link: unknown = at.link;
    if (link === null || at.state === DONE || at.state === FAILED) return null;
    if (isFrame(link)) at = link;
    else if (at[KIND] === ASYNC) {
      const shared = link as Partial<Shared>;
      if (shared.caller === undefined) return link as TaskContext;
      at = shared.caller;
    } else if (at[KIND] === ASYNC_GENERATOR) at = (link as Pulls).puller;
    else {
      const member = link as Membership;
      if (member.task !== null) return member.task;
      const head: Frame | undefined = member.session?.head;
      at = head === undefined || head === at ? null : head;
    }
  }
  return null;
}
