/**
 * How a coroutine becomes the head of a task.
 */
import { notACoroutine } from './errors.ts';
import { ASYNC, type Frame, GENERATOR, kindOf, vm } from './frame.ts';
import { instantiate } from './native.ts';
import { defaultScheduler, type Scheduler } from './scheduler.ts';
import type { Scope } from './scope.ts';
import { refusal, statusOf } from './status.ts';
import { Task } from './task.ts';

/** A coroutine that may become a task: not started, or suspended. Throws a TypeError at once for anything else. */
export function startable(what: unknown, action: string): Frame {
  const kind = kindOf(what);
  if (kind !== GENERATOR && kind !== ASYNC) {
    throw notACoroutine(action, what);
  }
  const head = what as Frame;
  if (head.leaf.state < 0 || statusOf(head) !== 'suspended') throw refusal(head, action);
  return head;
}

/** The coroutine as the head of a new task, in the ready queue; a child of the scope, or a root. */
export function startTask(
  what: unknown,
  scheduler: Scheduler,
  parent: Scope | null,
  name?: string,
  action = 'spawn',
  daemon = false,
): Task {
  const task = new Task(startable(what, action), scheduler, parent, null, name);
  task.wake();
  parent?.add(task, daemon);
  return task;
}

/** A body is called only when it is run; a coroutine is there already. */
export function coroutineOf(what: unknown, ...args: unknown[]): unknown {
  return typeof what === 'function' ? instantiate(what, args) : what;
}

/** The scheduler of the running task, else the one plain code shares. */
export function currentScheduler(): Scheduler {
  return (vm.task as Task | null)?.scheduler ?? defaultScheduler();
}
