/**
 * Dumps: who waits for what, as a tree of tasks. Where each one is suspended is read off its frames, at no cost before;
 * lines and times are known of what `debug()` has seen.
 */
import type { Dump as DumpType, TaskView } from './api.ts';
import { type Frame, vm } from './frame.ts';
import type { Scheduler } from './scheduler.ts';
import { callerOf, ownNameOf } from './status.ts';
import type { Task } from './task.ts';

/** So many tasks are put into words. */
const MOST = 500;

class Dump implements DumpType {
  runs: TaskView[];
  ready = 0;
  timers = 0;

  constructor(schedulers: Iterable<Scheduler>) {
    const roots: Task[] = [];
    for (const scheduler of schedulers) {
      this.ready += scheduler.length;
      this.timers += scheduler.pending;
      roots.push(...(scheduler.roots as Iterable<Task>));
    }
    this.runs = viewsOf(roots);
  }

  toString(): string {
    const lines = [`ready: ${this.ready}, timers: ${this.timers}`];
    const rest = this.runs.map((view) => ({ view, indent: '' })).reverse();
    for (let count = 0; rest.length > 0; count++) {
      if (count === MOST) {
        lines.push('… and more');
        break;
      }
      const { view, indent } = rest.pop() as (typeof rest)[0];
      const { name, status, waitsFor, at, children } = view;
      lines.push(
        `${indent}${name}: ${waitsFor === undefined ? status : `waits for ${waitsFor}`}${since(view)}`,
      );
      for (const place of at) lines.push(`${indent}    at ${describePlace(place)}`);
      for (const child of [...children].reverse()) rest.push({ view: child, indent: `${indent}  ` });
    }
    if (vm.debug === null) lines.push('(lines and times are known after debug({}))');
    return lines.join('\n');
  }
}

/** In a loop: trees of tasks may be deep. */
function viewsOf(roots: readonly Task[]): TaskView[] {
  const runs: TaskView[] = [];
  const rest = roots.map((task) => ({ task, into: runs }));
  for (const { task, into } of rest) {
    const view = viewOf(task);
    into.push(view);
    for (const child of task.below) rest.push({ task: child, into: view.children });
  }
  return runs;
}

function viewOf(task: Task): TaskView {
  const { name, status } = task;
  const frames = chainOf(task);
  const view: TaskView = { name, status, at: [], children: [] };
  if (status === 'waiting') {
    view.waitsFor = task.awaiter?.describe() ?? 'its children';
    const since = vm.debug?.sinceOf(task);
    if (since !== undefined) view.since = since;
  }
  for (const frame of frames) {
    view.at.push({ function: functionOf(frame), ...vm.debug?.positionOf(frame) });
  }
  return view;
}

/** The frames of a task, from the outermost to the innermost one; while it runs, only the outermost one is known. */
function chainOf({ phase, bodyHasEnded, head, leaf }: Task): Frame[] {
  const chain: Frame[] = [];
  if (bodyHasEnded) return chain;
  let frame: Frame | null = phase === 'running' ? head : leaf;
  while (frame !== null) {
    chain.push(frame);
    frame = callerOf(frame);
  }
  return chain.reverse();
}

/** As engines call it in stack traces. */
export function functionOf(frame: Frame): string {
  return ownNameOf(frame) || '<anonymous>';
}

function since(view: TaskView): string {
  return view.since === undefined ? '' : `, since ${Math.round(view.since)} ms`;
}

function describePlace({ function: name, file, line, column }: TaskView['at'][0]): string {
  return file === undefined ? name : `${name} (${file}:${line}:${column})`;
}

export function dumpOf(schedulers: Iterable<Scheduler>): DumpType {
  return new Dump(schedulers);
}
