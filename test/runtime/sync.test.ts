import { describe, expect, test } from 'vitest';
import {
  Barrier,
  Condition,
  checkpoint,
  Latch,
  type Lock,
  ManualResetEvent,
  Mutex,
  ReadWriteLock,
  run,
  Semaphore,
  select,
  sleep,
  spawn,
  type Task,
  timeout,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body } from './async-body.ts';
import { compiled } from './compiled.ts';

const go = <R>(body: Body<R>): Promise<R> =>
  run(asyncOf('main', body), { clock: new VirtualClock(), seed: 1 });
const task = (body: Body<unknown>): Task<unknown> => spawn(asyncOf('task', body));
const codeOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
    return 'no error';
  } catch (e) {
    return (e as { code?: string }).code;
  }
};

test('a dump calls what is waited for by the name it was asked by', async () => {
  const mutex = new Mutex();
  const written = new ReadWriteLock();
  const read = new ReadWriteLock();
  const semaphore = new Semaphore(3);
  const error = await go(function* () {
    const locks = [mutex.tryLock(), semaphore.tryAcquire(2), yield written.write(), yield read.read()];
    for (const operation of [mutex.lock(), semaphore.acquire(3), written.read(), read.write()]) {
      task(function* () {
        yield operation;
      });
    }
    yield new Latch(locks.length).wait();
  }).catch((e) => e);
  expect([...String(error.dump).matchAll(/task: waits for (.*)/g)].map(([, what]) => what)).toEqual([
    'lock()',
    'acquire(3)',
    'read()',
    'write()',
  ]);
});

describe('Mutex', () => {
  test('hands over first come, first served; the lock is never free in between', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const mutex = new Mutex();
      for (let n = 0; n < 4; n++)
        task(function* () {
          const lock: Lock = yield mutex.lock();
          log.push(`${n} in`);
          yield sleep(1);
          log.push(`${n} out`);
          lock.release();
          expect(mutex.locked).toBe(n < 3);
          expect(mutex.tryLock() === undefined).toBe(n < 3);
        });
      yield sleep(10);
      expect(log).toEqual([0, 1, 2, 3].flatMap((n) => [`${n} in`, `${n} out`]));
    });
  });

  test("release is idempotent, and never frees another's lock", async () => {
    await go(function* () {
      const mutex = new Mutex();
      const mine: Lock = yield mutex.lock();
      mine.release();
      const other = mutex.tryLock();
      mine.release();
      expect(mutex.locked).toBe(true);
      other?.release();
      expect(mutex.locked).toBe(false);
    });
  });

  test('one that is cancelled while it waits has not locked, and holds nobody up', async () => {
    await go(function* () {
      const mutex = new Mutex();
      const lock = mutex.tryLock();
      const first = task(function* () {
        yield mutex.lock();
      });
      const second = task(function* () {
        yield mutex.lock();
        return 'second';
      });
      yield checkpoint();
      yield first.cancel();
      lock?.release();
      expect(yield second).toBe('second');
    });
  });

  test('cancelled after it was handed the lock, a task has it, and `using` gives it back', async () => {
    expect(
      await compiled(`
        return run(async () => {
          const mutex = new Mutex();
          const log = [];
          const lock = mutex.tryLock();
          const waiting = spawn(async () => {
            using mine = await mutex.lock();
            log.push('locked');
            await checkpoint();
            log.push('never');
          });
          await checkpoint();
          lock.release();
          await waiting.cancel();
          return [log, mutex.locked];
        }, { clock: new VirtualClock() });`),
    ).toEqual([['locked'], false]);
  });
});

describe('Semaphore', () => {
  test('at most so many at once; who asks for many is passed by none who asks for few', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const semaphore = new Semaphore(3);
      const holding = semaphore.tryAcquire(2);
      for (const [n, permits] of [3, 1, 2].entries())
        task(function* () {
          const lock: Lock = yield semaphore.acquire(permits);
          log.push(n);
          yield sleep(1);
          lock.release();
        });
      yield sleep(1);
      expect(log).toEqual([]);
      expect([semaphore.available, semaphore.tryAcquire()]).toEqual([1, undefined]);
      holding?.release();
      yield checkpoint();
      expect(log).toEqual([0]);
      yield sleep(2);
      expect(log).toEqual([0, 1, 2]);
      yield sleep(2);
      expect(semaphore.available).toBe(3);
    });
  });

  test('when the one in front is cancelled, those behind it go on', async () => {
    await go(function* () {
      const semaphore = new Semaphore(2);
      const holding = semaphore.tryAcquire(1);
      const wants = task(function* () {
        yield semaphore.acquire(2);
      });
      const behind = task(function* () {
        yield semaphore.acquire(1);
        return 'passed';
      });
      yield checkpoint();
      yield wants.cancel();
      expect(yield behind).toBe('passed');
      holding?.release();
    });
  });

  test('more than there are is a RangeError at once', () => {
    const semaphore = new Semaphore(2);
    for (const bad of [0, -1, 1.5, 3, Number.NaN, '1']) {
      expect(codeOf(() => semaphore.acquire(bad as number))).toBe('bad-argument');
      expect(codeOf(() => semaphore.tryAcquire(bad as number))).toBe('bad-argument');
    }
    for (const bad of [0, -1, 0.5, Number.POSITIVE_INFINITY])
      expect(() => new Semaphore(bad)).toThrow(RangeError);
  });
});

describe('ReadWriteLock', () => {
  test('readers together, a writer alone; readers who keep coming do not starve it', async () => {
    const log = await go(function* () {
      const log: string[] = [];
      const lock = new ReadWriteLock();
      const hold = (name: string, how: 'read' | 'write') =>
        task(function* () {
          const held: Lock = yield lock[how]();
          log.push(`+${name}`);
          yield sleep(10);
          log.push(`-${name}`);
          held.release();
        });
      for (const [name, how] of [
        ['r1', 'read'],
        ['r2', 'read'],
        ['w1', 'write'],
        ['r3', 'read'],
        ['r4', 'read'],
        ['w2', 'write'],
      ] as const) {
        hold(name, how);
        yield sleep(1);
      }
      yield sleep(100);
      return log.join(' ');
    });
    expect(log).toBe('+r1 +r2 -r1 -r2 +w1 -w1 +r3 +r4 -r3 -r4 +w2 -w2');
  });

  test('a writer that is cancelled lets the readers behind it in', async () => {
    await go(function* () {
      const lock = new ReadWriteLock();
      yield lock.read();
      const writer = task(function* () {
        yield lock.write();
      });
      const reader = task(function* () {
        yield lock.read();
        return 'in';
      });
      yield checkpoint();
      yield writer.cancel();
      expect(yield reader).toBe('in');
    });
  });
});

describe('Condition', () => {
  test('wait lets go of the lock, and has the same one again', async () => {
    const log = await go(function* () {
      const log: unknown[] = [];
      const mutex = new Mutex();
      const condition = new Condition(mutex);
      for (let n = 0; n < 3; n++)
        task(function* () {
          const lock: Lock = yield mutex.lock();
          yield condition.wait(lock);
          log.push([n, mutex.locked]);
          yield sleep(1);
          lock.release();
        });
      yield sleep(1);
      expect(mutex.locked).toBe(false);
      condition.notify();
      yield sleep(5);
      log.push('then');
      const lock = mutex.tryLock();
      condition.notifyAll();
      yield sleep(5);
      log.push('released');
      lock?.release();
      yield sleep(5);
      expect(mutex.locked).toBe(false);
      condition.notify(3);
      return log;
    });
    expect(log).toEqual([[0, true], 'then', 'released', [1, true], [2, true]]);
  });

  test('a cancelled wait has the lock again, and hands its notification on', async () => {
    expect(
      await compiled(`
        return run(async () => {
          const mutex = new Mutex();
          const condition = new Condition(mutex);
          const log = [];
          const waits = (name) => spawn(async () => {
            using lock = await mutex.lock();
            try { await condition.wait(lock); log.push(name); } finally { log.push(name + (mutex.locked ? ' locked' : ' free')); }
          });
          const [a, b, c] = [waits('a'), waits('b'), waits('c')];
          await checkpoint();
          // Taken back while the mutex is free, and while it is not.
          await a.cancel();
          const lock = mutex.tryLock();
          condition.notify();
          const cancelling = b.cancel();
          await sleep(1);
          log.push('release');
          lock.release();
          await cancelling;
          await c;
          return [...log, a.status, b.status, mutex.locked];
        }, { clock: new VirtualClock() });`),
    ).toEqual(['a locked', 'release', 'b locked', 'c', 'c locked', 'cancelled', 'cancelled', false]);
  });

  test('in a select that it loses it has the lock again before the winner is told', async () => {
    await go(function* () {
      const mutex = new Mutex();
      const condition = new Condition(mutex);
      const selecting = task(function* () {
        const lock: Lock = yield mutex.lock();
        const won = (yield select({ condition: condition.wait(lock), late: sleep(5) })) as { case: string };
        expect(mutex.locked).toBe(true);
        lock.release();
        return won.case;
      });
      yield sleep(4);
      const lock = mutex.tryLock();
      yield sleep(4);
      expect(selecting.status).toBe('waiting');
      lock?.release();
      expect(yield selecting).toBe('late');
      expect(mutex.locked).toBe(false);
    });
  });

  test('a time limit has the lock again too, and does not swallow a notification', async () => {
    await go(function* () {
      const mutex = new Mutex();
      const condition = new Condition(mutex);
      const limited = task(function* () {
        const lock: Lock = yield mutex.lock();
        try {
          yield timeout(5, condition.wait(lock));
          return 'notified';
        } catch (e) {
          return [(e as { code: string }).code, mutex.locked];
        } finally {
          lock.release();
        }
      });
      const other = task(function* () {
        const lock: Lock = yield mutex.lock();
        yield condition.wait(lock);
        lock.release();
        return 'notified';
      });
      yield sleep(4);
      const lock = mutex.tryLock();
      condition.notify();
      yield sleep(4);
      lock?.release();
      expect([yield limited, yield other]).toEqual([['timeout', true], 'notified']);
    });
  });

  test('a foreign or a released lock is refused, at the wait', async () => {
    await go(function* () {
      const condition = new Condition(new Mutex());
      const mutex = new Mutex();
      const own = new Condition(mutex);
      const released: Lock = yield mutex.lock();
      released.release();
      const semaphore = new Semaphore(1);
      for (const [of, lock] of [
        [condition, yield mutex.lock()],
        [own, released],
        [own, semaphore.tryAcquire()],
        [own, undefined],
        [own, { release() {} }],
      ] as [Condition, Lock][]) {
        try {
          yield of.wait(lock);
          expect.unreachable();
        } catch (e) {
          expect((e as { code: string }).code).toBe('lock-not-held');
        }
      }
      expect(codeOf(() => own.notify(-1))).toBe('bad-argument');
    });
  });
});

describe('ManualResetEvent', () => {
  test('everybody passes once it is set, those who waited also when it is cleared at once', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const event = new ManualResetEvent();
      const waits = (name: string) =>
        task(function* () {
          yield event.wait();
          log.push(name);
        });
      waits('a');
      const cancelled = waits('b');
      waits('c');
      yield checkpoint();
      yield cancelled.cancel();
      event.set();
      event.clear();
      const late = waits('d');
      yield sleep(1);
      expect([log, event.isSet, late.status]).toEqual([['a', 'c'], false, 'waiting']);
      event.set();
      yield event.wait();
      yield late;
      expect([log, event.isSet]).toEqual([['a', 'c', 'd'], true]);
    });
  });
});

describe('Latch', () => {
  test('opens at 0, for good', async () => {
    await go(function* () {
      const latch = new Latch(3);
      const waiting = task(function* () {
        yield latch.wait();
        return latch.count;
      });
      latch.countDown();
      yield sleep(1);
      expect([latch.count, waiting.status]).toEqual([2, 'waiting']);
      latch.countDown(5);
      expect(yield waiting).toBe(0);
      latch.countDown();
      yield latch.wait();
      yield new Latch(0).wait();
      expect(latch.count).toBe(0);
      for (const bad of [-1, 0.5, Number.NaN]) {
        expect(codeOf(() => new Latch(bad))).toBe('bad-argument');
        expect(codeOf(() => latch.countDown(bad))).toBe('bad-argument');
      }
    });
  });
});

describe('Barrier', () => {
  test('opens when the last one comes, again and again; each knows its place', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const barrier = new Barrier(3);
      const arrives = (name: string) =>
        task(function* () {
          for (let n = 0; n < 2; n++) log.push(`${name}${yield barrier.arrive()}`);
        });
      arrives('a');
      arrives('b');
      yield sleep(1);
      expect(log).toEqual([]);
      arrives('c');
      yield sleep(1);
      // The last one does not suspend: it is the first at the next meeting.
      expect(log).toEqual(['c2', 'a0', 'b1', 'b2', 'c0', 'a1']);
      expect(yield new Barrier(1).arrive()).toBe(0);
      for (const bad of [0, -1, 0.5]) expect(codeOf(() => new Barrier(bad))).toBe('bad-argument');
    });
  });

  test('a select that arrives by two cases has come once', async () => {
    await go(function* () {
      const barrier = new Barrier(3);
      const twice = task(function* () {
        const won = (yield select({ a: barrier.arrive(), b: barrier.arrive() })) as { value: number };
        return won.value;
      });
      const once = task(function* () {
        return yield barrier.arrive();
      });
      yield sleep(1);
      const late = task(function* () {
        return yield barrier.arrive();
      });
      expect([yield twice, yield once, yield late]).toEqual([0, 1, 2]);
    });
  });

  test('one that is cancelled has not come, and those after it move up', async () => {
    await go(function* () {
      const barrier = new Barrier(3);
      const arrives = () =>
        task(function* () {
          return yield barrier.arrive();
        });
      const [a, b] = [arrives(), arrives()];
      yield checkpoint();
      yield a.cancel();
      const c = arrives();
      yield sleep(1);
      expect([b.status, c.status]).toEqual(['waiting', 'waiting']);
      expect(yield select({ late: sleep(1), arrive: new Barrier(2).arrive() })).toEqual({
        case: 'late',
        value: undefined,
      });
      expect([yield barrier.arrive(), yield b, yield c]).toEqual([2, 0, 1]);
    });
  });
});
