/**
 * How a coroutine becomes the head of a task.
 */
import { typeError } from './errors.ts';
import { ASYNC, type Frame, GENERATOR, kindOf, vm } from './frame.ts';
import { defaultScheduler, type Scheduler } from './scheduler.ts';
import type { Scope } from './scope.ts';
import { refusal, statusOf } from './status.ts';
import { Task } from './task.ts';

/** The coroutine as the head of a new task. Throws a TypeError at once if it cannot be one. */
export function startTask(
  what: unknown,
  scheduler: Scheduler,
  parent: Scope | null,
  name?: string,
  action = 'spawn',
): Task {
  const kind = kindOf(what);
  if (kind !== GENERATOR && kind !== ASYNC) {
    throw typeError('not-a-coroutine', action, typeof what === 'object' ? 'an object' : String(what));
  }
  const head = what as Frame;
  if (head.leaf.state < 0) throw refusal(head, action);
  if (statusOf(head) !== 'suspended') throw refusal(head, action);
  const task = new Task(head, scheduler, parent, name);
  if (parent !== null) parent.add(task);
  return task;
}

/** The scheduler of the running task, else the one plain code shares. */
export function currentScheduler(): Scheduler {
  return (vm.task as Task | null)?.scheduler ?? defaultScheduler();
}
