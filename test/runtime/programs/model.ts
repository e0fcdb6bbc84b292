/**
 * The reference model of channels, locks and select: whoever waits stands in one list, in the order in which it came, and
 * everything is found by searching that list from the front.
 */
import { seeded } from '../../../runtime/random.ts';
import { type Call, interpret, type Op, type Program, type World } from './program.ts';
import { END, type Result } from './real.ts';
import { Kernel, ModelTask, type Outcome, type Performing, Yielded } from './tasks.ts';

const OK: Outcome = { value: undefined };
const failed = (code: string): Outcome => ({ error: { code } });

/** What waits in the list. `choice`: two of one select do not meet. */
interface Waiting {
  readonly kind: string;
  readonly at: number;
  readonly choice: object;
  /** What it sends, or how many it asks for. */
  readonly given: unknown;
  readonly end: (outcome: Outcome) => void;
}

interface ChannelState {
  readonly capacity: number;
  readonly overflow: string;
  buffer: unknown[];
  closed: boolean;
  cancelled: boolean;
  cause: Error | undefined;
}

class LockState {
  held = true;
  private readonly model: Model;
  readonly permits: number;
  readonly count: number;
  constructor(model: Model, permits: number, count: number) {
    this.model = model;
    this.permits = permits;
    this.count = count;
  }
  release(): void {
    if (!this.held) return;
    this.held = false;
    this.model.available[this.permits] = (this.model.available[this.permits] as number) + this.count;
    this.model.servePermits(this.permits);
  }
}

class Model implements World {
  readonly kernel = new Kernel();
  readonly lines: string[] = [];
  readonly tasks: ModelTask[] = [];
  readonly available: number[];
  private readonly waiting: Waiting[] = [];
  private readonly channels: ChannelState[];
  private readonly subscriptions: (ChannelState & { leaves: boolean })[];
  private broadcastClosed = false;
  private readonly parties: number;
  private readonly random: () => number;
  private isSet = false;

  constructor({ channels, subscriptions, permits, parties }: Program, seed: number) {
    this.channels = channels.map((channel) => ({
      ...channel,
      buffer: [],
      closed: false,
      cancelled: false,
      cause: undefined,
    }));
    this.subscriptions = subscriptions.map((channel) => ({
      ...channel,
      buffer: [],
      closed: false,
      cancelled: false,
      cause: undefined,
      leaves: false,
    }));
    this.available = [...permits];
    this.parties = parties;
    this.random = seeded(seed);
  }

  log(line: string): void {
    this.lines.push(`${this.kernel.time} ${line}`);
  }

  // ---- the list

  private first(kind: string, at: number): Waiting | undefined {
    return this.waiting.find((each) => each.kind === kind && each.at === at);
  }

  private leave(waiting: Waiting): boolean {
    const index = this.waiting.indexOf(waiting);
    if (index < 0) return false;
    this.waiting.splice(index, 1);
    return true;
  }

  private complete(waiting: Waiting | undefined, outcome: Outcome): void {
    if (waiting !== undefined && this.leave(waiting)) waiting.end(outcome);
  }

  /** Waits in the list; `left` is called when it is taken out before its time. */
  private park(
    kind: string,
    at: number,
    ready: () => Outcome | null,
    given?: unknown,
    left = () => {},
  ): Part {
    let mine: Waiting | undefined;
    return {
      ready,
      begin: (end, choice) => {
        mine = { kind, at, choice, given, end };
        this.waiting.push(mine);
      },
      cancel: () => {
        if (mine !== undefined && this.leave(mine)) left();
      },
    };
  }

  // ---- channels

  private sent(channel: ChannelState, at: number, value: unknown): boolean {
    const receiver = this.first('receive', at);
    if (receiver !== undefined) this.complete(receiver, { value });
    else if (channel.buffer.length < channel.capacity) channel.buffer.push(value);
    else if (channel.overflow === 'suspend') return false;
    else if (channel.overflow === 'drop-oldest' && channel.capacity > 0) {
      channel.buffer.shift();
      channel.buffer.push(value);
    }
    return true;
  }

  private refusal({ cancelled }: ChannelState): Outcome {
    return failed(cancelled ? 'cancelled' : 'channel-closed');
  }

  private theEnd({ cause }: ChannelState): Outcome {
    return cause === undefined ? failed('channel-closed') : { error: cause };
  }

  private received(channel: ChannelState, at: number): Outcome | null {
    const sender = this.first('send', at);
    if (channel.buffer.length > 0) {
      const value = channel.buffer.shift();
      if (sender !== undefined) {
        channel.buffer.push(sender.given);
        this.complete(sender, OK);
      }
      return { value };
    }
    if (sender !== undefined) {
      this.complete(sender, OK);
      return { value: sender.given };
    }
    return channel.closed ? this.theEnd(channel) : null;
  }

  private close(at: number, cause: Error | undefined): void {
    const channel = this.channels[at] as ChannelState;
    if (channel.closed) return;
    channel.closed = true;
    channel.cause = cause;
    this.endReceivers(channel, at);
  }

  private endReceivers(channel: ChannelState, at: number): void {
    for (;;) {
      const receiver = this.first('receive', at);
      const sender = this.first('send', at);
      if (receiver === undefined || (sender !== undefined && sender.choice !== receiver.choice)) return;
      this.complete(receiver, this.theEnd(channel));
    }
  }

  private cancelChannel(at: number): void {
    const channel = this.channels[at] as ChannelState;
    channel.buffer = [];
    channel.closed = true;
    channel.cancelled = true;
    for (let next = this.first('send', at); next !== undefined; next = this.first('send', at))
      this.complete(next, this.refusal(channel));
    this.endReceivers(channel, at);
  }

  // ---- the broadcast

  /** Who has not left. */
  private get audience(): [number, ChannelState][] {
    return [...this.subscriptions.entries()].filter(([, { leaves }]) => !leaves);
  }

  private broadcasts(choice: object | null): boolean {
    return this.audience.every(([at, { overflow, buffer, capacity }]) => {
      const receiver = this.first('hear', at);
      if (overflow !== 'suspend' || buffer.length < capacity) return true;
      return receiver !== undefined && receiver.choice !== choice;
    });
  }

  private keep(value: unknown): void {
    for (const [at, channel] of this.audience) {
      const { buffer, capacity, overflow } = channel;
      if (overflow !== 'suspend' && buffer.length >= capacity && this.first('hear', at) === undefined) {
        if (overflow === 'drop-newest' || capacity === 0) continue;
        buffer.shift();
      }
      buffer.push(value);
    }
  }

  private flush(): void {
    for (const [at, { buffer }] of this.audience) {
      for (
        let next = this.first('hear', at);
        next !== undefined && buffer.length > 0;
        next = this.first('hear', at)
      )
        this.complete(next, { value: buffer.shift() });
    }
  }

  private serveBroadcast(): void {
    for (;;) {
      const sender = this.first('broadcast', 0);
      if (sender === undefined || !this.broadcasts(sender.choice)) break;
      this.keep(sender.given);
      this.complete(sender, OK);
      this.flush();
    }
    if (!this.broadcastClosed || this.first('broadcast', 0) !== undefined) return;
    for (const [at, channel] of this.audience) this.hush(at, channel);
  }

  /** It hears no more than what it has. */
  private hush(at: number, channel: ChannelState): void {
    (channel as ChannelState & { leaves: boolean }).leaves = true;
    channel.closed = true;
    if (channel.buffer.length > 0) return;
    for (let next = this.first('hear', at); next !== undefined; next = this.first('hear', at))
      this.complete(next, failed('channel-closed'));
  }

  private tryBroadcast(value: unknown): boolean {
    if (this.broadcastClosed || !this.broadcasts(null)) return false;
    this.keep(value);
    this.flush();
    return true;
  }

  // ---- locks

  private acquired(permits: number, count: number): boolean {
    if (this.first('acquire', permits) !== undefined || count > (this.available[permits] as number))
      return false;
    this.available[permits] = (this.available[permits] as number) - count;
    return true;
  }

  servePermits(permits: number): void {
    for (;;) {
      const next = this.first('acquire', permits);
      const count = next?.given as number;
      if (next === undefined || count > (this.available[permits] as number)) return;
      this.available[permits] = (this.available[permits] as number) - count;
      this.complete(next, { value: new LockState(this, permits, count) });
    }
  }

  private notify(count: number): void {
    for (let left = count; left > 0; left--) this.complete(this.first('wait', 0), OK);
  }

  /** Waits for the condition, then for the lock; cancelled, for the lock alone. */
  private wait(lock: LockState | undefined): Performing {
    let end: (outcome: Outcome, undone?: boolean) => void;
    let cancelled = false;
    let locking = false;
    const relock = (): boolean => {
      if (lock === undefined) return true;
      lock.held = this.acquired(0, 1);
      locking = !lock.held;
      if (!locking) return true;
      const got = (): void => {
        lock.held = true;
        locking = false;
        end(OK, cancelled);
      };
      this.waiting.push({ kind: 'acquire', at: 0, choice: {}, given: 1, end: got });
      return false;
    };
    const waiting: Waiting = {
      kind: 'wait',
      at: 0,
      choice: {},
      given: undefined,
      end: () => {
        if (relock()) end(OK);
      },
    };
    return {
      ready: () => (lock?.held ? null : failed('lock-not-held')),
      begin: (told) => {
        end = told;
        this.waiting.push(waiting);
        lock?.release();
      },
      cancel: () => {
        if (this.leave(waiting)) {
          cancelled = true;
          relock();
        } else if (locking && !cancelled) {
          cancelled = true;
          this.notify(1);
        }
        return locking;
      },
    };
  }

  // ---- operations

  private part(op: Op, me: number): Part {
    switch (op.op) {
      case 'send': {
        const channel = this.channels[op.channel] as ChannelState;
        const ready = (): Outcome | null => {
          if (channel.closed) return this.refusal(channel);
          return this.sent(channel, op.channel, op.value) ? OK : null;
        };
        return this.park('send', op.channel, ready, op.value);
      }
      case 'receive':
      case 'next': {
        const channel = this.channels[op.channel] as ChannelState;
        const plain = this.park('receive', op.channel, () => this.received(channel, op.channel));
        return op.op === 'receive' ? plain : asIterator(plain);
      }
      case 'broadcast': {
        const ready = (): Outcome | null => {
          if (this.broadcastClosed) return failed('channel-closed');
          return this.tryBroadcast(op.value) ? OK : null;
        };
        return this.park('broadcast', 0, ready, op.value);
      }
      case 'hear': {
        const channel = this.subscriptions[op.subscription] as ChannelState;
        const part = this.park('hear', op.subscription, () => {
          if (channel.buffer.length === 0) return channel.closed ? failed('channel-closed') : null;
          const value = channel.buffer.shift();
          this.serveBroadcast();
          return { value };
        });
        return {
          ...part,
          begin: (end, choice) => {
            part.begin(end, choice);
            if (!channel.closed) this.serveBroadcast();
          },
        };
      }
      case 'sleep':
        return this.sleeping(op.ms);
      case 'checkpoint':
        return { isCheckpoint: true, ready: () => null, begin: (end) => end(OK), cancel() {} };
      case 'await':
      case 'join': {
        const task = this.tasks[me + 1 + op.task];
        if (task === undefined) return this.sleeping(0);
        const outcome = (): Outcome => {
          const { status, outcome } = task;
          if (op.op === 'join') {
            if (status === 'completed') return { value: { status, value: outcome } };
            return { value: status === 'failed' ? { status, error: outcome } : { status } };
          }
          if (status === 'completed') return { value: outcome };
          return status === 'failed' ? { error: outcome } : failed('cancelled');
        };
        let joiner: (() => void) | undefined;
        return {
          ready: () => (task.ended ? outcome() : null),
          begin: (end) => {
            joiner = () => end(outcome());
            task.joiners.push(joiner);
          },
          cancel: () => {
            const index = task.joiners.indexOf(joiner as never);
            if (index >= 0) task.joiners.splice(index, 1);
          },
        };
      }
      case 'acquire': {
        const { permits } = op;
        const count = permits === 0 ? 1 : op.count;
        const ready = (): Outcome | null =>
          this.acquired(permits, count) ? { value: new LockState(this, permits, count) } : null;
        return this.park('acquire', permits, ready, count, () => this.servePermits(permits));
      }
      case 'event':
        return this.park('event', 0, () => (this.isSet ? OK : null));
      case 'arrive':
        return this.park('arrive', 0, () => {
          const others = this.waiting.filter(({ kind }) => kind === 'arrive');
          const distinct = new Set(others.map(({ choice }) => choice)).size;
          if (distinct < this.parties - 1) return null;
          for (let index = 0; index < distinct; index++)
            this.complete(this.first('arrive', 0), { value: index });
          return { value: distinct };
        });
      case 'timeout': {
        const part = this.part(op.of, me);
        let stop: (() => void) | undefined;
        return {
          isCheckpoint: part.isCheckpoint === true,
          ready: () => part.ready(),
          begin: (end, choice) => {
            const timer = this.kernel.timer(op.ms, () => {
              part.cancel();
              end(failed('timeout'));
            });
            stop = () => this.kernel.stop(timer);
            part.begin((outcome) => {
              stop?.();
              end(outcome);
            }, choice);
          },
          cancel: () => {
            stop?.();
            part.cancel();
          },
        };
      }
      default:
        throw new Error(`${op.op} is no part of another operation`);
    }
  }

  private sleeping(ms: number): Part {
    let stop: (() => void) | undefined;
    return {
      ready: () => null,
      begin: (end) => {
        const timer = this.kernel.timer(ms, () => end(OK));
        stop = () => this.kernel.stop(timer);
      },
      cancel: () => stop?.(),
    };
  }

  private select(op: Op & { readonly op: 'select' }, me: number): Performing {
    const cases = op.cases.map((each, n) => ({ key: `c${n}`, part: this.part(each, me) }));
    const won = (key: string, outcome: Outcome): Outcome =>
      'error' in outcome ? outcome : { value: { case: key, value: outcome.value } };
    const choice = {};
    return {
      ready: () => {
        for (let i = 0; i < cases.length; i++) {
          const j = op.order === 'first' ? i : i + Math.floor(this.random() * (cases.length - i));
          const next = cases[j] as (typeof cases)[number];
          cases[j] = cases[i] as (typeof cases)[number];
          cases[i] = next;
          const outcome = next.part.ready();
          if (outcome !== null) return won(next.key, outcome);
        }
        return op.default ? won('default', OK) : null;
      },
      begin: (end) => {
        let isOver = false;
        let isRegistering = true;
        let tell = (): void => {};
        for (const { key, part } of cases) {
          part.begin((outcome) => {
            if (isOver) return;
            isOver = true;
            for (const other of cases) if (other.part !== part) other.part.cancel();
            tell = () => end(won(key, outcome), part.isCheckpoint);
            if (!isRegistering) tell();
          }, choice);
          if (isOver) break;
        }
        // What ended as it registered itself is told in the end.
        isRegistering = false;
        tell();
      },
      cancel: () => {
        for (const { part } of cases) part.cancel();
        return false;
      },
    };
  }

  // ---- the world

  perform(op: Op, me: number, lock: unknown): Yielded {
    if (op.op === 'select') return new Yielded(this.select(op, me), false);
    if (op.op === 'wait') return new Yielded(this.wait(lock as LockState | undefined), false);
    const part = this.part(op, me);
    const performing: Performing = {
      ready: () => part.ready(),
      begin: (end) => part.begin((outcome) => end(outcome, part.isCheckpoint && !('error' in outcome)), {}),
      cancel: () => {
        part.cancel();
        return false;
      },
    };
    return new Yielded(performing, false);
  }

  inFinally(operation: unknown): unknown {
    return new Yielded((operation as Yielded).performing, true);
  }

  call(call: Call): unknown {
    switch (call.call) {
      case 'trySend': {
        const channel = this.channels[call.channel] as ChannelState;
        return !channel.closed && this.sent(channel, call.channel, call.value);
      }
      case 'tryReceive': {
        const outcome = asResult(this.received(this.channels[call.channel] as ChannelState, call.channel));
        if (outcome !== null && 'error' in outcome) throw outcome.error;
        return outcome?.value;
      }
      case 'close':
        return this.close(call.channel, undefined);
      case 'fail':
        return this.close(call.channel, new Error('cause'));
      case 'cancelChannel':
        return this.cancelChannel(call.channel);
      case 'tryBroadcast':
        return this.tryBroadcast(call.value);
      case 'unsubscribe': {
        const channel = this.subscriptions[call.subscription] as ChannelState;
        channel.buffer = [];
        this.hush(call.subscription, channel);
        return this.serveBroadcast();
      }
      case 'closeBroadcast':
        this.broadcastClosed = true;
        return this.serveBroadcast();
      case 'cancel': {
        const task = this.tasks[call.task];
        if (task !== undefined) this.kernel.ask(task);
        return;
      }
      case 'set':
        this.isSet = true;
        for (let next = this.first('event', 0); next !== undefined; next = this.first('event', 0))
          this.complete(next, OK);
        return;
      case 'clear':
        this.isSet = false;
        return;
      case 'notify':
        return this.notify(1);
      case 'notifyAll':
        return this.notify(this.waiting.length);
    }
  }

  spawn(body: (me: number) => Generator<unknown, unknown, never>): void {
    const me = this.tasks.length;
    const parent = this.kernel.current as ModelTask;
    const task = new ModelTask(this.kernel, parent, () => body(me));
    this.tasks.push(task);
    parent.spawn(task);
  }

  scope(body: () => Generator<unknown, unknown, never>): Yielded {
    const owner = this.kernel.current as ModelTask;
    let inside: ModelTask | undefined;
    // While only children run, that waiting is what did not happen.
    let takenBack = false;
    const performing: Performing = {
      ready: () => null,
      begin: (end) => {
        inside = new ModelTask(this.kernel, null, body);
        inside.joiners.push(({ status, outcome }) => {
          owner.handedOff = true;
          if (status === 'failed') end({ error: outcome });
          else if (status === 'completed') end(OK, takenBack);
          else end(failed('cancelled'), true);
          owner.handedOff = false;
        });
        return inside;
      },
      cancel: () => {
        if (inside === undefined) return false;
        if (inside.bodyHasEnded) takenBack = true;
        this.kernel.ask(inside);
        return true;
      },
    };
    return new Yielded(performing, false);
  }
}

/** What an operation is to a select or a limit as well. */
interface Part {
  readonly isCheckpoint?: boolean;
  ready(): Outcome | null;
  begin(end: (outcome: Outcome) => void, choice: object): void;
  cancel(): void;
}

/** As `next()` of an iterator gives it. */
function asResult(outcome: Outcome | null): Outcome | null {
  if (outcome === null || !('error' in outcome))
    return outcome && { value: { value: outcome.value, done: false } };
  const { code } = outcome.error as { code?: string };
  return code === 'channel-closed' ? { value: { done: true } } : outcome;
}

function asIterator(part: Part): Part {
  return {
    ready: () => asResult(part.ready()),
    begin: (end, choice) => part.begin((outcome) => end(asResult(outcome) as Outcome), choice),
    cancel: () => part.cancel(),
  };
}

export function runModel(program: Program, seed: number): Result {
  const world = new Model(program, seed);
  const { kernel } = world;
  const sleeping = (): Yielded => world.perform({ op: 'sleep', ms: END }, 0, undefined);
  const main = new ModelTask(kernel, null, function* () {
    for (const [n, steps] of program.tasks.entries())
      world.spawn((me) => interpret(world, me, `t${n}`, steps));
    try {
      yield sleeping();
    } finally {
      world.log('main ends');
      for (const task of world.tasks) kernel.ask(task);
      yield world.inFinally(sleeping());
    }
  });
  kernel.ready.push(main);
  kernel.run();
  const { code, message } = (main.outcome ?? {}) as { code?: string; message?: string };
  if (main.status === 'completed') world.log('run');
  else world.log(`run ! ${main.status === 'failed' ? (code ?? message) : 'cancelled'}`);
  for (const [n, task] of world.tasks.entries()) world.lines.push(`task${n} ${task.status}`);
  return { lines: world.lines, leftovers: [] };
}
