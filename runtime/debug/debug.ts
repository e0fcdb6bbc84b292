/**
 * `debug({ … })`: what tasks do that otherwise leaves no trace. Nothing of this is in a program that does not import it, and
 * one that does pays nothing before it switches it on.
 */
import { START } from '../abi.ts';
import type { DebugOptions } from '../api.ts';
import { functionOf } from '../dump.ts';
import { rangeError } from '../errors.ts';
import {
  type Debug,
  type Frame,
  kindOf,
  type Position,
  type TaskContext,
  type TaskEvent,
  vm,
} from '../frame.ts';
import { reportUncaught } from '../host.ts';
import { callerOf, nameOf } from '../status.ts';
import type { Task } from '../task.ts';
import { placeOf, type Trace, traceOf } from './trace.ts';

type Options = Required<DebugOptions>;

interface Dropped {
  readonly name: string;
  readonly made: Trace;
}

class Debugger implements Debug {
  readonly options: Options;
  private readonly suspensions = new WeakMap<Frame, Trace>();
  private readonly since = new WeakMap<object, number>();
  private readonly counts = new Map<string, number>();
  private readonly chained = new WeakSet<object>();
  private readonly cleanups = new WeakMap<object, ReturnType<typeof setTimeout>>();
  private readonly dropped: FinalizationRegistry<Dropped>;

  constructor(options: Options) {
    this.options = options;
    this.dropped = new FinalizationRegistry(({ name, made }) => {
      const place = placeOf(made);
      this.report(`${name} was dropped before it started: await it, or spawn it${madeAt(place)}`, {
        kind: 'dropped',
        name,
        ...place,
      });
    });
  }

  private report(message: string, detail: object): void {
    if (vm.debug !== this) return;
    try {
      this.options.report(message, detail);
    } catch (e) {
      reportUncaught(e);
    }
  }

  // ---- where frames are

  suspends(frame: Frame, entry: unknown): void {
    this.suspensions.set(frame, traceOf(entry, 3));
  }

  positionOf(frame: Frame): Position | undefined {
    const trace = this.suspensions.get(frame);
    return trace && placeOf(trace);
  }

  sinceOf(task: object): number | undefined {
    return this.since.get(task);
  }

  /** The frames that wait for this one go into the error's stack, once: as `async` frames of native functions do. */
  threw(error: unknown, frame: Frame, awaited: boolean): void {
    if (!(error instanceof Error) || this.chained.has(error)) return;
    this.chained.add(error);
    let lines = '';
    for (let at = awaited ? frame : callerOf(frame); at !== null; at = callerOf(at)) {
      const place = this.positionOf(at);
      const name = functionOf(at);
      lines += `\n    at async ${place === undefined ? name : `${name} (${described(place)})`}`;
    }
    try {
      if (lines !== '') error.stack += lines;
    } catch {
      // Frozen: it stays as it is.
    }
  }

  // ---- steps

  step(task: { step(): void }): void {
    const { slowStep } = this.options;
    const from = this.placeOfTask(task as Task);
    const start = performance.now();
    try {
      task.step();
    } finally {
      const ms = performance.now() - start;
      if (ms > slowStep) {
        const { name, ended, bodyHasEnded } = task as Task;
        const to = this.placeOfTask(task as Task);
        const where = `from ${from ?? 'its start'} to ${to ?? (ended || bodyHasEnded ? 'its end' : 'its suspension')}`;
        this.report(`${name} ran for ${Math.round(ms)} ms without a suspension, ${where}`, {
          kind: 'slow-step',
          name,
          ms,
        });
      }
    }
  }

  /** Where a task is suspended: function and place. */
  private placeOfTask({ leaf, ended, bodyHasEnded }: Task): string | undefined {
    if (ended || bodyHasEnded) return undefined;
    const place = this.positionOf(leaf);
    return place && `${functionOf(leaf)} (${described(place)})`;
  }

  // ---- what goes missing

  made(frame: Frame, entry: unknown): void {
    if (!this.options.trackDropped) return;
    // The function that makes it is compiled; who called that is the place.
    const made = traceOf(entry, 2, 1);
    const { step } = frame;
    this.dropped.register(frame, { name: nameOf(frame), made }, frame);
    const first: Frame['step'] = (self, state, value, mode) => {
      self.step = step;
      this.claimed(self);
      return step(self, state, value, mode);
    };
    frame.step = Object.defineProperty(first, 'name', { value: step.name });
  }

  claimed(frame: Frame): void {
    this.dropped.unregister(frame);
  }

  transfers(target: unknown, value: unknown, frame?: Frame, entry?: unknown): void {
    if (frame !== undefined) this.suspends(frame, entry);
    if (value === undefined || kindOf(target) === undefined || (target as Frame).state !== START) return;
    const name = nameOf(target as Frame);
    this.report(
      `${name} has not started, so the value transferred to it is dropped: pass it as an argument`,
      {
        kind: 'dropped-value',
        name,
        value,
      },
    );
  }

  late(operation: string): void {
    this.report(
      `${operation} was resumed when it was over: its clean-up should have taken the callback back`,
      {
        kind: 'late-resume',
        operation,
      },
    );
  }

  // ---- tasks

  event(event: TaskEvent, task: Task): void {
    if (event === 'spawn') {
      this.claimed(task.head);
      if (this.options.names) this.number(task);
    } else if (event === 'suspend') this.since.set(task, task.scheduler.clock.now());
    else if (event === 'cancel') this.watchCleanUp(task);
    else if (event === 'end') clearTimeout(this.cleanups.get(task));
  }

  private number(task: { name: string }): void {
    const count = (this.counts.get(task.name) ?? 0) + 1;
    this.counts.set(task.name, count);
    if (count > 1) task.name += `#${count}`;
  }

  private watchCleanUp(task: Task): void {
    const { slowCleanup } = this.options;
    const timer = setTimeout(() => {
      const waits = task.awaiter === null ? '' : `, and waits for ${task.awaiter.describe()}`;
      this.report(`${task.name} was cancelled ${slowCleanup} ms ago and has not ended${waits}`, {
        kind: 'slow-cleanup',
        name: task.name,
      });
    }, slowCleanup) as ReturnType<typeof setTimeout> & { unref?: () => void };
    timer.unref?.();
    this.cleanups.set(task, timer);
  }
}

const described = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
const madeAt = (place: Position | undefined): string =>
  place === undefined ? '' : ` (made at ${described(place)})`;

/** The observer that is put beside whatever else observes tasks; it is there for good, and does nothing while this is off. */
function observe(): void {
  const { observer } = vm;
  vm.observer = (event, task: TaskContext) => {
    observer?.(event, task);
    (vm.debug as Debugger | null)?.event(event, task as Task);
  };
}
let observing = false;

const DEFAULTS: Options = {
  slowStep: Number.POSITIVE_INFINITY,
  slowCleanup: 10_000,
  trackDropped: false,
  names: false,
  report: (message) => console.warn(`stackless: ${message}`),
};

/**
 * Switches on, for every run from now on: lines and times in dumps, the chain of coroutines in the stacks of errors, and
 * reports of what the options name, of values that a transfer drops, of `suspend`s resumed too late, and of clean-up that
 * takes long. `debug(false)` switches it off. A second call takes the place of the first. Throws RangeError (`bad-argument`)
 * for a time that is no number.
 */
export function debug(options: DebugOptions | false): void {
  if (options === false) {
    vm.debug = null;
    return;
  }
  const given = { ...DEFAULTS, ...options };
  for (const key of ['slowStep', 'slowCleanup'] as const) {
    if (!(given[key] >= 0)) throw rangeError(`${key} is in milliseconds, not ${given[key]}`);
  }
  if (!observing) observe();
  observing = true;
  vm.debug = new Debugger(given);
}
