/**
 * What happens to tasks, on the channels of `node:diagnostics_channel`: `stackless.task.spawn`, `.resume`, `.suspend`,
 * `.cancel` and `.end`. Nothing is made of an event of which nobody wants to hear.
 */
import { channel } from 'node:diagnostics_channel';
import type { Task } from '../api.ts';
import { type TaskContext, type TaskEvent, vm } from '../frame.ts';

/** What is published. */
export interface TaskMessage {
  readonly task: Task<unknown>;
  /** Of `suspend`: what it waits for. */
  readonly waitsFor?: string;
}

export function publishTaskEvents(): void {
  const channels = Object.fromEntries(
    (['spawn', 'resume', 'suspend', 'cancel', 'end'] satisfies TaskEvent[]).map((event) => [
      event,
      channel(`stackless.task.${event}`),
    ]),
  );
  const { observer } = vm;
  vm.observer = (event, context: TaskContext) => {
    observer?.(event, context);
    const subscribed = channels[event];
    if (subscribed?.hasSubscribers !== true) return;
    const task = context as unknown as Task<unknown>;
    const waitsFor = event === 'suspend' ? context.awaiter?.describe() : undefined;
    subscribed.publish((waitsFor === undefined ? { task } : { task, waitsFor }) satisfies TaskMessage);
  };
}
