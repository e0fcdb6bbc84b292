import type { Dump, Stats } from '../api.ts';
import { dumpOf } from '../dump.ts';
import { vm } from '../frame.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Task } from '../task.ts';

function schedulers(): Set<Scheduler> {
  const all = new Set<unknown>([vm.scheduler]);
  for (const run of vm.runs ?? []) all.add(run.scheduler);
  all.delete(undefined);
  return all as Set<Scheduler>;
}

/**
 * All tasks that have not ended, as a tree: what each one is doing, what it waits for, and the chain of its coroutines;
 * after `debug()` with their lines, and since when. `String(dump)` is text, `JSON.stringify(dump)` JSON. After Go's dump of
 * goroutines and Trio's task tree.
 */
export function dump(): Dump {
  return dumpOf(schedulers());
}

/** Counters for metrics, over all schedulers that have a run, and that of plain code. */
export function stats(): Stats {
  const sum: Stats = { tasks: 0, ready: 0, timers: 0, steps: 0, lag: 0 };
  for (const scheduler of schedulers()) {
    const tasks = [...(scheduler.roots as Set<Task>)];
    for (const task of tasks) tasks.push(...task.below);
    sum.tasks += tasks.length;
    sum.ready += scheduler.length;
    sum.timers += scheduler.pending;
    sum.steps += scheduler.steps;
    sum.lag = Math.max(sum.lag, scheduler.lag);
  }
  return sum;
}
