/** A program, run by the runtime. */
import {
  Barrier,
  Broadcast,
  Channel,
  Condition,
  checkpoint,
  ManualResetEvent,
  Mutex,
  type Receiver,
  run,
  Semaphore,
  scope,
  select,
  sleep,
  spawn,
  type Task,
  timeout,
  VirtualClock,
} from '../../../runtime/index.ts';
import { currentScheduler } from '../../../runtime/start-task.ts';
import { asyncOf, inFinally } from '../async-body.ts';
import { type Call, interpret, type Op, type Program, type World } from './program.ts';

/** When everything that is left is cancelled. */
export const END = 1000;

class Real implements World {
  readonly lines: string[] = [];
  readonly tasks: Task<unknown>[] = [];
  readonly clock = new VirtualClock();
  readonly channels: Channel<string>[];
  readonly broadcast = new Broadcast<string>();
  readonly subscriptions: Receiver<string>[];
  readonly mutex = new Mutex();
  readonly condition = new Condition(this.mutex);
  readonly semaphores: Semaphore[];
  readonly event = new ManualResetEvent();
  readonly barrier: Barrier;
  private readonly permits: readonly number[];

  constructor({ channels, subscriptions, permits, parties }: Program) {
    this.channels = channels.map(({ capacity, overflow }) => new Channel(capacity, overflow));
    this.subscriptions = subscriptions.map(({ capacity, overflow }) =>
      this.broadcast.subscribe(capacity, overflow),
    );
    this.semaphores = permits.map((count) => new Semaphore(count));
    this.permits = permits;
    this.barrier = new Barrier(parties);
  }

  log(line: string): void {
    this.lines.push(`${this.clock.now()} ${line}`);
  }

  perform(op: Op, me: number, lock: unknown): PromiseLike<unknown> {
    switch (op.op) {
      case 'send':
        return this.channel(op).send(op.value);
      case 'receive':
        return this.channel(op).receive();
      case 'next':
        return this.channel(op)[Symbol.asyncIterator]().next();
      case 'broadcast':
        return this.broadcast.send(op.value);
      case 'hear':
        return (this.subscriptions[op.subscription] as Receiver<string>).receive();
      case 'sleep':
        return sleep(op.ms);
      case 'checkpoint':
        return checkpoint();
      case 'await':
      case 'join': {
        // Only those spawned later are waited for: no circle of waits.
        const task = this.tasks[me + 1 + op.task];
        if (task === undefined) return sleep(0);
        return op.op === 'await' ? task : task.join();
      }
      case 'acquire':
        return op.permits === 0
          ? this.mutex.lock()
          : (this.semaphores[op.permits] as Semaphore).acquire(
              Math.min(op.count, this.permits[op.permits] ?? 1),
            );
      case 'event':
        return this.event.wait();
      case 'arrive':
        return this.barrier.arrive();
      case 'wait':
        return this.condition.wait(lock as never);
      case 'timeout':
        return timeout(op.ms, this.perform(op.of, me, lock) as never);
      case 'select': {
        const cases = op.cases.map((each, n) => [`c${n}`, this.perform(each, me, lock)]);
        return select(Object.fromEntries(cases), { order: op.order, default: op.default as true });
      }
    }
  }

  inFinally(operation: unknown): unknown {
    return inFinally(operation);
  }

  call(call: Call): unknown {
    switch (call.call) {
      case 'trySend':
        return this.channel(call).trySend(call.value);
      case 'tryReceive':
        return this.channel(call).tryReceive();
      case 'close':
        return this.channel(call).close();
      case 'fail':
        return this.channel(call).close(new Error('cause'));
      case 'cancelChannel':
        return this.channel(call).cancel();
      case 'tryBroadcast':
        return this.broadcast.trySend(call.value);
      case 'unsubscribe':
        return this.subscriptions[call.subscription]?.cancel();
      case 'closeBroadcast':
        return this.broadcast.close();
      case 'cancel':
        return void this.tasks[call.task]?.cancel();
      case 'set':
        return this.event.set();
      case 'clear':
        return this.event.clear();
      case 'notify':
        return this.condition.notify();
      case 'notifyAll':
        return this.condition.notifyAll();
    }
  }

  spawn(body: (me: number) => Generator<unknown, unknown, never>): void {
    const me = this.tasks.length;
    const made = asyncOf(`task${me}`, () => body(me));
    // Its number is known before it can be cancelled.
    this.tasks.push(undefined as never);
    try {
      this.tasks[me] = spawn(made);
    } catch (e) {
      this.tasks.pop();
      throw e;
    }
  }

  scope(body: () => Generator<unknown, unknown, never>): unknown {
    return scope(() => asyncOf('scope', body) as never);
  }

  private channel({ channel }: { readonly channel: number }): Channel<string> {
    return this.channels[channel] as Channel<string>;
  }

  /** What is left that should not be. */
  leftovers(): string[] {
    const left: string[] = [];
    for (const [n, { senders, receivers }] of this.channels.entries())
      if (senders.first !== null || receivers.first !== null) left.push(`channel ${n}`);
    if (this.broadcast.senders.first !== null) left.push('broadcast');
    for (const [n, { receivers }] of (this.subscriptions as Channel<string>[]).entries())
      if (receivers.first !== null) left.push(`subscription ${n}`);
    for (const [n, semaphore] of this.semaphores.entries())
      if (semaphore.available !== this.permits[n]) left.push(`semaphore ${n}`);
    if (this.mutex.locked) left.push('mutex');
    if (this.mutex.permits.first !== null) left.push('mutex line');
    if (this.condition.line.first !== null) left.push('condition');
    return left;
  }
}

export interface Result {
  readonly lines: readonly string[];
  readonly leftovers: readonly string[];
}

export async function runReal(program: Program, seed: number): Promise<Result> {
  const world = new Real(program);
  let timers = 0;
  const main = asyncOf('main', function* () {
    for (const [n, steps] of program.tasks.entries())
      world.spawn((me) => interpret(world, me, `t${n}`, steps));
    const scheduler = currentScheduler();
    try {
      yield sleep(END);
    } finally {
      world.log('main ends');
      for (const task of world.tasks) void task.cancel();
      yield inFinally(sleep(END));
      timers = scheduler.pending;
    }
  });
  try {
    await run(main, { clock: world.clock, seed });
    world.log('run');
  } catch (e) {
    world.log(`run ! ${(e as { code?: string }).code ?? (e as Error).message}`);
  }
  for (const [n, task] of world.tasks.entries()) world.lines.push(`task${n} ${task.status}`);
  const leftovers = world.leftovers();
  if (timers > 0) leftovers.push(`${timers} timers`);
  return { lines: world.lines, leftovers };
}
