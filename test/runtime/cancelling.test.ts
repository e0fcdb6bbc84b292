/**
 * Every way to be cancelled × every operation of channels, select and locks × before it waits, while it waits, after it was
 * completed: it happened or it did not, as seen from both sides; nothing is left waiting; each `finally` ran once.
 */
import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  Barrier,
  Broadcast,
  Channel,
  Condition,
  checkpoint,
  Latch,
  type Lock,
  ManualResetEvent,
  Mutex,
  ReadWriteLock,
  race,
  run,
  type Scope,
  Semaphore,
  scope,
  select,
  sleep,
  spawn,
  timeout,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body, inFinally } from './async-body.ts';

interface Row {
  /** Waits until `complete` is called. */
  readonly op: PromiseLike<unknown>;
  complete(): unknown;
  /** Of what it gave, or of what the other side has, whether it happened; whatever is there is taken. */
  happened(got: { readonly value: unknown } | undefined): boolean;
  /** What waits or is held once all is over. */
  left(): unknown;
}

const waits = (...lines: { readonly first: unknown }[]): boolean => lines.some(({ first }) => first !== null);
const all = (channel: Pick<Channel<string>, 'tryReceive'>): (string | undefined)[] => {
  const seen = [];
  for (let next = channel.tryReceive(); next?.done === false; next = channel.tryReceive())
    seen.push(next.value);
  return seen;
};

/** A value goes one way: whoever has it, nobody else does. */
const sending = (capacity: number): Row => {
  const channel = new Channel<string>(capacity);
  if (capacity > 0) channel.trySend('first');
  const received: unknown[] = [];
  return {
    op: channel.send('x'),
    complete: () => received.push(channel.tryReceive()?.value),
    happened: () => {
      received.push(...all(channel));
      expect(received.filter((value) => value === 'x').length).toBeLessThan(2);
      return received.includes('x');
    },
    left: () => waits(channel.senders, channel.receivers),
  };
};

const receiving = (capacity: number, how: 'receive' | 'next' | 'select'): Row => {
  const channel = new Channel<string>(capacity);
  const other = new Channel<string>();
  const ops = {
    receive: () => channel.receive(),
    next: () => channel[Symbol.asyncIterator]().next(),
    select: () => select({ channel: channel.receive(), other: other.receive(), put: other.send('') }),
  };
  let taken = false;
  return {
    op: ops[how](),
    complete: () => {
      taken = channel.trySend('x');
    },
    happened: (got) => {
      const { value } = got ?? {};
      const given = (value as { value?: unknown } | undefined)?.value ?? value;
      // A value that was taken from the sender is with the receiver, or still in the buffer.
      expect([given, ...all(channel)].includes('x')).toBe(taken);
      return given === 'x';
    },
    left: () => waits(channel.senders, channel.receivers, other.senders, other.receivers),
  };
};

const locking = (lock: () => PromiseLike<Lock>, held: Lock | undefined, isFree: () => boolean): Row => ({
  op: lock(),
  complete: () => held?.release(),
  happened: (got) => {
    (got?.value as Lock | undefined)?.release();
    return got !== undefined;
  },
  left: () => !isFree(),
});

const gated = (op: PromiseLike<unknown>, complete: () => void): Row => ({
  op,
  complete,
  happened: (got) => got !== undefined,
  left: () => false,
});

const rows: Record<string, () => Row> = {
  'send, rendezvous': () => sending(0),
  'send, buffered': () => sending(1),
  'receive, rendezvous': () => receiving(0, 'receive'),
  'receive, buffered': () => receiving(1, 'receive'),
  'next of an iterator': () => receiving(0, 'next'),
  select: () => receiving(0, 'select'),
  'send of a broadcast': () => {
    const broadcast = new Broadcast<string>();
    const [a, b] = [broadcast.subscribe(1), broadcast.subscribe(2)];
    broadcast.trySend('first');
    return {
      op: broadcast.send('x'),
      complete: () => a.tryReceive(),
      happened: () => {
        const [first, second] = [all(a), all(b)].map((values) => values.includes('x'));
        expect(first).toBe(second);
        return first === true;
      },
      left: () => waits(broadcast.senders),
    };
  },
  'receive of a subscription': () => {
    const broadcast = new Broadcast<string>();
    const subscription = broadcast.subscribe(1);
    return {
      op: subscription.receive(),
      complete: () => broadcast.trySend('x'),
      happened: (got) => {
        expect([got?.value, ...all(subscription)]).toContain('x');
        return got?.value === 'x';
      },
      left: () => waits(broadcast.senders),
    };
  },
  'lock of a mutex': () => {
    const mutex = new Mutex();
    return locking(
      () => mutex.lock(),
      mutex.tryLock(),
      () => !mutex.locked,
    );
  },
  'acquire of a semaphore': () => {
    const semaphore = new Semaphore(3);
    return locking(
      () => semaphore.acquire(2),
      semaphore.tryAcquire(2),
      () => semaphore.available === 3,
    );
  },
  'read of a lock': () => {
    const lock = new ReadWriteLock();
    const [writer, other] = [taken(lock.write()), lock];
    return locking(
      () => lock.read(),
      writer,
      () => free(other),
    );
  },
  'write of a lock': () => {
    const lock = new ReadWriteLock();
    const [reader, other] = [taken(lock.read()), lock];
    return locking(
      () => lock.write(),
      reader,
      () => free(other),
    );
  },
  'wait for an event': () => {
    const event = new ManualResetEvent();
    return gated(event.wait(), () => event.set());
  },
  'wait for a latch': () => {
    const latch = new Latch(1);
    return gated(latch.wait(), () => latch.countDown());
  },
  'arrive at a barrier': () => {
    const barrier = new Barrier(2);
    return {
      op: barrier.arrive(),
      // Meets whoever waits, if anybody does.
      complete: () => select({ arrive: barrier.arrive() }, { default: true }).then(() => {}),
      happened: (got) => got?.value === 0,
      left: () => false,
    };
  },
  'wait for a condition': () => {
    const mutex = new Mutex();
    const condition = new Condition(mutex);
    const lock = mutex.tryLock() as Lock;
    return {
      op: condition.wait(lock),
      complete: () => condition.notify(),
      happened: (got) => {
        // It has the lock again, however it ended.
        expect(mutex.locked).toBe(true);
        lock.release();
        return got !== undefined;
      },
      left: () => mutex.locked || waits(mutex.permits, condition.line),
    };
  },
};

/** Of an operation that need not wait, what it gives. */
function taken(op: PromiseLike<Lock>): Lock {
  const performing = (op as never as { ready(): boolean; result(): Lock }) ?? op;
  expect(performing.ready()).toBe(true);
  return performing.result();
}

function free(lock: ReadWriteLock): boolean {
  const performing = lock.write() as never as { ready(): boolean };
  return performing.ready();
}

/** What the other one gives, where something is lost. */
const STOP = Symbol('stop');

type When = 'before' | 'while' | 'after';

interface Cancelling {
  readonly when: readonly When[];
  /** Runs the body so that it is cancelled then. */
  run(row: Row, body: (op: PromiseLike<unknown>) => AsyncCoroutine<unknown>, when: When): Body<unknown>;
}

const lost =
  (wrap: (op: PromiseLike<unknown>, stop: PromiseLike<unknown>) => PromiseLike<unknown>): Cancelling['run'] =>
  (row, body, when) =>
    function* () {
      const stop = new Channel<typeof STOP>(1);
      if (when === 'before') stop.trySend(STOP);
      const task = spawn(body(wrap(row.op, stop.receive())));
      yield checkpoint();
      if (when === 'after') row.complete();
      stop.trySend(STOP);
      yield task;
    };

const ways: Record<string, Cancelling> = {
  'task.cancel()': {
    when: ['before', 'while', 'after'],
    run: (row, body, when) =>
      function* () {
        const task = spawn(
          asyncOf('cancelled', function* () {
            // Once it has begun, and before it would wait.
            if (when === 'before') task.cancel();
            yield body(row.op);
          }),
        );
        yield checkpoint();
        if (when === 'after') row.complete();
        yield task.cancel();
      },
  },
  's.cancel()': {
    when: ['while', 'after'],
    run: (row, body, when) =>
      function* () {
        try {
          yield scope(((s: Scope) =>
            asyncOf('opened', function* () {
              spawn(body(row.op));
              yield checkpoint();
              if (when === 'after') row.complete();
              s.cancel();
            })) as never);
        } catch {}
      },
  },
  'a sibling that fails': {
    when: ['while', 'after'],
    run: (row, body, when) =>
      function* () {
        try {
          yield scope((() =>
            asyncOf('opened', function* () {
              spawn(body(row.op));
              yield checkpoint();
              spawn(
                asyncOf('fails', function* () {
                  if (when === 'after') row.complete();
                  throw new Error('fails');
                }),
              );
            })) as never);
        } catch {}
      },
  },
  'select that is lost': {
    when: ['before', 'while', 'after'],
    run: lost((op, stop) =>
      asyncOf('selecting', function* () {
        const won = (yield select({ stop, op } as never, { order: 'first' })) as Won;
        return won.value;
      }),
    ),
  },
  'race that is lost': {
    when: ['before', 'while', 'after'],
    run: lost((op, stop) => race([stop, op])),
  },
  timeout: {
    when: ['while', 'after'],
    run: (row, body, when) =>
      function* () {
        const task = spawn(body(timeout(5, row.op as never)));
        yield sleep(4);
        if (when === 'after') row.complete();
        yield sleep(4);
        yield task;
      },
  },
};

interface Won {
  readonly case: string;
  readonly value: unknown;
}

describe.each(Object.keys(ways))('%s', (way) => {
  const { when: moments, run: cancels } = ways[way] as Cancelling;
  const table = Object.keys(rows).flatMap((name) => moments.map((when) => [name, when] as const));

  test.each(table)('%s: %s', async (name, when) => {
    const counts = { entered: 0, finally: 0, checked: 0 };
    await run(
      asyncOf('main', function* () {
        const row = (rows[name] as () => Row)();
        let got: { readonly value: unknown } | undefined;
        const body = (op: PromiseLike<unknown>): AsyncCoroutine<unknown> =>
          asyncOf('body', function* () {
            counts.entered++;
            try {
              const value: unknown = yield op;
              if (value !== STOP) got = { value };
            } catch (e) {
              expect(e).toMatchObject({ code: 'timeout' });
            } finally {
              counts.finally++;
              yield inFinally(sleep(0));
            }
          });
        yield asyncOf('cancelling', cancels(row, body, when));
        if (when !== 'after') row.complete();
        yield sleep(1);
        expect(row.happened(got)).toBe(when === 'after');
        expect(row.left()).toBe(false);
        counts.checked++;
      }),
      { clock: new VirtualClock(), seed: 1 },
    );
    expect(counts).toEqual({ entered: 1, finally: 1, checked: 1 });
  });
});
