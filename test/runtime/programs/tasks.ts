/**
 * The reference model of tasks: one queue, one list of timers, and what is cancelled when. Everything is an array that is
 * searched from the front; a task is a native generator, and a cancellation its `return`.
 */
import { END } from './real.ts';

export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** One performance of an operation. */
export interface Performing {
  /** What it gives without waiting. */
  ready(): Outcome | null;
  /** Begins to wait; `end` is called once. May give a task that runs next. */
  begin(end: (outcome: Outcome, undone?: boolean) => void): ModelTask | void;
  /** It did not happen. True: that takes time, and `end` is called after all. */
  cancel(): boolean;
}

/** An operation, and whether a cancellation waits for it. */
export class Yielded {
  readonly performing: Performing;
  readonly shielded: boolean;
  constructor(performing: Performing, shielded: boolean) {
    this.performing = performing;
    this.shielded = shielded;
  }
}

type Body = Generator<unknown, unknown, never>;
type Status = 'ready' | 'waiting' | 'completed' | 'failed' | 'cancelled';

export class ModelTask {
  readonly kernel: Kernel;
  readonly parent: ModelTask | null;
  status: Status = 'ready';
  outcome: unknown;
  private readonly body: () => Body;
  private running: Body | null = null;
  private readonly children: ModelTask[] = [];
  private readonly errors: unknown[] = [];
  private scopeCancelled = false;
  private bodyStatus: Status | null = null;
  cancelling = false;
  /** A return is under way: all that is yielded now is clean-up. */
  private returning = false;
  private waits: { readonly performing: Performing; readonly shielded: boolean } | null = null;
  private next: { readonly kind: 'next' | 'throw' | 'return'; readonly value?: unknown } | null = {
    kind: 'next',
  };
  private isUndone = false;
  readonly joiners: ((task: ModelTask) => void)[] = [];

  constructor(kernel: Kernel, parent: ModelTask | null, body: () => Body) {
    this.kernel = kernel;
    this.parent = parent;
    this.body = body;
  }

  get ended(): boolean {
    return this.status === 'completed' || this.status === 'failed' || this.status === 'cancelled';
  }

  /** Only its children run. */
  get bodyHasEnded(): boolean {
    return this.bodyStatus !== null && !this.ended;
  }

  spawn(child: ModelTask): void {
    this.kernel.ready.push(child);
    this.children.push(child);
    if (this.cancelling) this.scopeCancelled = true;
    if (this.scopeCancelled) this.kernel.ask(child);
  }

  step(): void {
    if (this.ended || this.next === null) return;
    let { kind, value } = this.next as { kind: string; value?: unknown };
    this.next = null;
    if (kind !== 'return' && this.isUndone && this.cancelling && this.waits?.shielded === false)
      kind = 'return';
    this.isUndone = false;
    this.waits = null;
    this.running ??= this.body();
    this.kernel.current = this;
    for (;;) {
      let result: IteratorResult<unknown, unknown>;
      if (kind === 'return') this.returning = true;
      try {
        if (kind === 'return') result = this.running.return(undefined);
        else if (kind === 'throw') result = this.running.throw(value);
        else result = this.running.next(value as never);
      } catch (e) {
        this.bodyEnded('failed', e);
        return;
      }
      if (result.done) {
        this.bodyEnded(this.returning ? 'cancelled' : 'completed', result.value);
        return;
      }
      const { performing, shielded } = result.value as Yielded;
      const outcome = performing.ready();
      if (outcome === null) {
        const kept = shielded || this.returning;
        if (this.cancelling && !kept) {
          performing.cancel();
          kind = 'return';
          continue;
        }
        this.waits = { performing, shielded: kept };
        this.status = 'waiting';
        const runsNext = performing.begin((ended, undone = false) => this.wake(ended, undone));
        if (runsNext) this.kernel.handOff(runsNext);
        return;
      }
      kind = 'error' in outcome ? 'throw' : 'next';
      value = 'error' in outcome ? outcome.error : outcome.value;
    }
  }

  private wake(outcome: Outcome, undone: boolean): void {
    this.next =
      'error' in outcome ? { kind: 'throw', value: outcome.error } : { kind: 'next', value: outcome.value };
    this.isUndone = undone;
    if (this.handedOff) this.kernel.handOff(this);
    else this.kernel.ready.push(this);
  }
  /** It waits for what runs in its place. */
  handedOff = false;

  // ---- the end

  private bodyEnded(status: Status, value: unknown): void {
    this.bodyStatus = status;
    this.outcome = value;
    this.status = 'waiting';
    if (status === 'failed') this.fail(value);
    else if (status === 'cancelled') this.cancelScope();
    if (this.children.length === 0 && !this.ended) this.finish();
  }

  private finish(): void {
    const { errors, parent } = this;
    this.status = errors.length > 0 ? 'failed' : (this.bodyStatus as Status);
    if (errors.length > 0) this.outcome = errors.length === 1 ? errors[0] : { code: 'scope-failed' };
    for (const joiner of this.joiners.splice(0)) joiner(this);
    if (parent === null) return;
    parent.children.splice(parent.children.indexOf(this), 1);
    if (this.status === 'failed') {
      parent.fail(this.outcome);
      parent.beginCancel();
      this.kernel.drainAsked();
    }
    if (parent.children.length === 0 && parent.bodyStatus !== null && !parent.ended) parent.finish();
  }

  private fail(error: unknown): void {
    if (!this.errors.includes(error)) this.errors.push(error);
    this.cancelScope();
  }

  private cancelScope(): void {
    if (this.scopeCancelled) return;
    this.scopeCancelled = true;
    for (const child of [...this.children]) this.kernel.ask(child);
  }

  // ---- cancellation

  asked(): void {
    if (this.ended) return;
    if (this.bodyStatus === null) this.beginCancel();
    this.cancelScope();
  }

  private beginCancel(): void {
    if (this.cancelling || this.ended) return;
    this.cancelling = true;
    if (this.running === null) {
      this.next = null;
      this.bodyEnded('cancelled', undefined);
    } else if (this.status === 'waiting' && this.waits?.shielded === false && this.next === null) {
      if (this.waits.performing.cancel()) return;
      this.next = { kind: 'return' };
      this.kernel.ready.push(this);
    }
  }
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

export class Kernel {
  time = 0;
  readonly ready: ModelTask[] = [];
  readonly timers: Timer[] = [];
  current: ModelTask | null = null;
  private next: ModelTask | null = null;
  private readonly asking: ModelTask[] = [];
  private isAsking = false;

  private handOffs = 0;

  /** Before what is ready, but not for ever; what stood there goes to the back. */
  handOff(task: ModelTask): void {
    if (this.handOffs === 16) this.ready.push(task);
    else {
      this.handOffs++;
      if (this.next !== null) this.ready.push(this.next);
      this.next = task;
    }
  }

  /** From the top down: whoever is asked asks others after itself. */
  ask(task: ModelTask): void {
    this.asking.push(task);
    this.drainAsked();
  }

  drainAsked(): void {
    if (this.isAsking) return;
    this.isAsking = true;
    for (let task = this.asking.shift(); task !== undefined; task = this.asking.shift()) task.asked();
    this.isAsking = false;
  }

  timer(ms: number, fire: () => void): Timer {
    const timer = { at: this.time + ms, fire };
    const after = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(after < 0 ? this.timers.length : after, 0, timer);
    return timer;
  }

  stop(timer: Timer): void {
    const index = this.timers.indexOf(timer);
    if (index >= 0) this.timers.splice(index, 1);
  }

  run(): void {
    for (;;) {
      let task = this.next ?? undefined;
      if (task !== undefined) this.next = null;
      else {
        task = this.ready.shift();
        this.handOffs = 0;
      }
      if (task !== undefined) {
        task.step();
        this.current = null;
        continue;
      }
      const first = this.timers[0];
      if (first === undefined) return;
      if (first.at > 3 * END) throw new Error('the model never ends');
      this.time = first.at;
      for (let due = this.timers[0]; due !== undefined && due.at <= this.time; due = this.timers[0]) {
        this.timers.shift();
        due.fire();
      }
    }
  }
}
