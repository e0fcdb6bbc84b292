import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  CancelledError,
  Channel,
  ChannelClosedError,
  checkpoint,
  run,
  sleep,
  spawn,
  type Task,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body } from './async-body.ts';
import { compiled } from './compiled.ts';

const go = <R>(body: Body<R>): Promise<R> =>
  run(asyncOf('main', body), { clock: new VirtualClock(), seed: 1 });
const task = (body: Body<unknown>): Task<unknown> => spawn(asyncOf('task', body));

/** What waiting for it throws: its code, else the error itself; or what it gives. */
const tried = (operation: PromiseLike<unknown>): AsyncCoroutine<unknown> =>
  asyncOf('tried', function* () {
    try {
      return yield operation;
    } catch (e) {
      return (e as { code?: string } | null)?.code ?? e;
    }
  });

const sendAll = (channel: Channel<unknown>, ...values: unknown[]): Task<unknown> =>
  task(function* () {
    for (const value of values) yield channel.send(value);
  });

/** What `for await` sees, the end or the error last. */
const drained = (channel: Channel<unknown>): Task<unknown[]> =>
  spawn(
    asyncOf('drained', function* () {
      const seen: unknown[] = [];
      const iterator = channel[Symbol.asyncIterator]();
      for (;;) {
        const next = yield tried(iterator.next());
        if (next?.done !== false) return [...seen, next?.done === true ? 'end' : next];
        seen.push(next.value);
      }
    }),
  );

describe('capacity', () => {
  test('a rendezvous: the sender goes on once its value is received', async () => {
    const log: unknown[] = [];
    await go(function* () {
      const channel = new Channel<number>();
      task(function* () {
        for (let n = 1; n < 4; n++) {
          yield channel.send(n);
          log.push(`sent ${n}`);
        }
      });
      yield sleep(1);
      expect(log).toEqual([]);
      expect(channel.length).toBe(0);
      for (let n = 1; n < 4; n++) {
        log.push(`received ${yield channel.receive()}`);
        yield sleep(1);
      }
    });
    expect(log).toEqual(['received 1', 'sent 1', 'received 2', 'sent 2', 'received 3', 'sent 3']);
  });

  test('a buffer takes so many; then senders wait, first come first served', async () => {
    const log: unknown[] = [];
    const seen: unknown[] = [];
    await go(function* () {
      const channel = new Channel<number>(2);
      for (let n = 0; n < 5; n++)
        task(function* () {
          yield channel.send(n);
          log.push(n);
        });
      yield sleep(1);
      expect([channel.length, [...log]]).toEqual([2, [0, 1]]);
      for (let n = 0; n < 5; n++) seen.push(yield channel.receive());
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(log).toEqual([0, 1, 2, 3, 4]);
  });

  test('unlimited: no sender ever waits', async () => {
    const channel = new Channel<number>(Number.POSITIVE_INFINITY);
    let sum = 0;
    for (let n = 0; n < 100_000; n++) channel.trySend(n);
    expect(channel.length).toBe(100_000);
    for (let next = channel.tryReceive(); next !== undefined; next = channel.tryReceive())
      sum += next.value ?? 0;
    expect(sum).toBe(4_999_950_000);
  });

  test('a dropping policy: conflated and sliding keep the newest, drop-newest the oldest; all are taken', () => {
    const kept = (channel: Channel<number>) => {
      for (let n = 0; n < 5; n++) expect(channel.trySend(n)).toBe(true);
      const seen = [];
      for (let next = channel.tryReceive(); next !== undefined; next = channel.tryReceive())
        seen.push(next.value);
      return seen;
    };
    expect(kept(new Channel(1, 'drop-oldest'))).toEqual([4]);
    expect(kept(new Channel(3, 'drop-oldest'))).toEqual([2, 3, 4]);
    expect(kept(new Channel(3, 'drop-newest'))).toEqual([0, 1, 2]);
    expect(kept(new Channel(0, 'drop-oldest'))).toEqual([]);
    expect(kept(new Channel(0, 'drop-newest'))).toEqual([]);
  });

  test('capacity 0 with a dropping policy: dropped unless somebody waits', async () => {
    const seen: unknown[] = [];
    await go(function* () {
      for (const policy of ['drop-oldest', 'drop-newest'] as const) {
        const channel = new Channel<number>(0, policy);
        yield channel.send(1);
        const receiver = task(function* () {
          seen.push(yield channel.receive());
        });
        yield checkpoint();
        yield channel.send(2);
        yield channel.send(3);
        yield receiver;
      }
    });
    expect(seen).toEqual([2, 2]);
  });

  test('a bad capacity is a RangeError, another policy a TypeError', () => {
    for (const bad of [-1, 1.5, Number.NaN, '1', null, {}]) {
      expect(() => new Channel(bad as number), String(bad)).toThrow(RangeError);
    }
    expect(() => new Channel(1, 'drop' as never)).toThrow(TypeError);
    expect(() => new Channel(-1)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  test('undefined and null are values', async () => {
    const seen: unknown[] = [];
    await go(function* () {
      for (const capacity of [0, 1]) {
        const channel = new Channel<unknown>(capacity);
        sendAll(channel, undefined, null, 0);
        for (let n = 0; n < 3; n++) seen.push(yield channel.receive());
      }
      const channel = new Channel<undefined>(1);
      channel.trySend(undefined);
      seen.push(channel.tryReceive(), channel.tryReceive());
    });
    expect(seen).toEqual([
      undefined,
      null,
      0,
      undefined,
      null,
      0,
      { value: undefined, done: false },
      undefined,
    ]);
  });

  test('receivers are served in the order in which they came', async () => {
    const seen: unknown[] = [];
    await go(function* () {
      const channel = new Channel<string>();
      for (let n = 0; n < 3; n++)
        task(function* () {
          seen.push([n, yield channel.receive()]);
        });
      yield checkpoint();
      for (const value of ['a', 'b', 'c']) expect(channel.trySend(value)).toBe(true);
      expect(channel.trySend('d')).toBe(false);
    });
    expect(seen).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ]);
  });
});

describe('the end', () => {
  test('senders suspended before close still deliver; receivers drain, then see the end', async () => {
    for (const capacity of [0, 2]) {
      const seen = await go(function* () {
        const channel = new Channel<unknown>(capacity);
        const senders = [1, 2, 3, 4].map((n) => sendAll(channel, n));
        yield sleep(1);
        channel.close();
        const refused = yield tried(channel.send(5));
        const all = yield drained(channel);
        for (const sender of senders) yield sender;
        return [refused, all, channel.tryReceive(), yield tried(channel.receive())];
      });
      expect(seen).toEqual([
        'channel-closed',
        [1, 2, 3, 4, 'end'],
        { value: undefined, done: true },
        'channel-closed',
      ]);
    }
  });

  test('the cause is what receivers get at the end, each time; the first cause stands', async () => {
    const cause = new Error('disk full');
    for (const given of [cause, null, 0]) {
      const seen = await go(function* () {
        const channel = new Channel<unknown>(1);
        channel.trySend('last');
        channel.close(given);
        channel.close(new Error('too late'));
        const results = [
          yield drained(channel),
          yield tried(channel.receive()),
          yield tried(channel.receive()),
        ];
        try {
          channel.tryReceive();
        } catch (e) {
          results.push(e);
        }
        return results;
      });
      expect(seen).toEqual([['last', given], given, given, given]);
    }
  });

  test('receivers that wait are woken by close, all of them', async () => {
    const seen = await go(function* () {
      const channel = new Channel<unknown>();
      const waiting = [spawn(tried(channel.receive())), drained(channel), spawn(tried(channel.receive()))];
      yield checkpoint();
      channel.close();
      const results: unknown[] = [];
      for (const each of waiting) results.push(yield each);
      return results;
    });
    expect(seen).toEqual(['channel-closed', ['end'], 'channel-closed']);
  });

  test('send on a closed channel: ChannelClosedError, with the cause as its cause; trySend: false', async () => {
    await go(function* () {
      for (const cause of [undefined, new Error('why')]) {
        const channel = new Channel<number>(8);
        channel.close(cause);
        expect(channel.trySend(1)).toBe(false);
        try {
          yield channel.send(1);
          expect.unreachable();
        } catch (e) {
          expect(e).toBeInstanceOf(ChannelClosedError);
          expect((e as Error).cause).toBe(cause);
        }
      }
    });
  });

  test('cancel drops what is buffered: senders get CancelledError, receivers see the end', async () => {
    await go(function* () {
      const channel = new Channel<number>(1);
      channel.trySend(1);
      const waiting = spawn(
        asyncOf('sender', function* () {
          try {
            yield channel.send(2);
          } catch (e) {
            return e;
          }
        }),
      );
      yield checkpoint();
      channel.cancel('no need');
      channel.cancel('too late');
      channel.close(new Error('too late'));
      expect([channel.closed, channel.length, channel.trySend(3)]).toEqual([true, 0, false]);
      const error = yield waiting;
      expect(error).toBeInstanceOf(CancelledError);
      expect(error.reason).toBe('no need');
      expect(yield tried(channel.send(3))).toBe('cancelled');
      expect(yield tried(channel.receive())).toBe('channel-closed');
      expect(channel.tryReceive()).toEqual({ value: undefined, done: true });
    });
  });

  test('cancel wakes receivers, and after a close with a cause the cause stands', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const receiver = drained(channel);
      yield checkpoint();
      channel.cancel();
      expect(yield receiver).toEqual(['end']);

      const closing = new Channel<number>(1);
      closing.trySend(1);
      const sender = spawn(tried(closing.send(2)));
      yield checkpoint();
      closing.close('cause');
      closing.cancel();
      expect([yield sender, yield drained(closing)]).toEqual(['cancelled', ['cause']]);
    });
  });
});

describe('cancelled', () => {
  test('a cancelled receive has taken nothing, a cancelled send has sent nothing', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const receiver = spawn(tried(channel.receive()));
      const other = spawn(tried(channel.receive()));
      yield checkpoint();
      yield receiver.cancel();
      expect(channel.trySend(1)).toBe(true);
      expect(channel.trySend(2)).toBe(false);
      expect(yield other).toBe(1);

      const first = sendAll(channel, 3);
      const second = sendAll(channel, 4);
      yield checkpoint();
      yield first.cancel();
      expect(yield channel.receive()).toBe(4);
      yield second;
      expect(channel.tryReceive()).toBe(undefined);
    });
  });

  test('a task that is cancelled after the value was handed to it still gets it', async () => {
    const log: unknown[] = [];
    await go(function* () {
      const channel = new Channel<number>();
      const receiver = task(function* () {
        log.push(yield channel.receive());
        yield checkpoint();
        log.push('never');
      });
      yield checkpoint();
      channel.trySend(1);
      yield receiver.cancel();
      expect(receiver.status).toBe('cancelled');
    });
    expect(log).toEqual([1]);
  });

  test('one of many that wait leaves without a trace, in the middle too', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const waiting = Array.from({ length: 5 }, () => spawn(tried(channel.receive())));
      yield checkpoint();
      for (const n of [2, 0, 4]) yield (waiting[n] as Task<unknown>).cancel();
      expect([channel.trySend(1), channel.trySend(2), channel.trySend(3)]).toEqual([true, true, false]);
      expect([yield waiting[1], yield waiting[3]]).toEqual([1, 2]);
    });
  });
});

describe('for await', () => {
  const program = (body: string) =>
    compiled<unknown[]>(
      `const log = []; await run(async () => { ${body} }, { clock: new VirtualClock() }); return log;`,
    );

  test('gives each value, and ends with the channel', async () => {
    expect(
      await program(`
        const channel = new Channel();
        spawn(async () => { for (const n of [1, 2, 3]) await channel.send(n); channel.close(); });
        for await (const n of channel) log.push(n);
        log.push('end');`),
    ).toEqual([1, 2, 3, 'end']);
  });

  test('throws the cause', async () => {
    expect(
      await program(`
        const channel = new Channel(1);
        channel.trySend(1);
        channel.close(new Error('cause'));
        try { for await (const n of channel) log.push(n); } catch (e) { log.push(e.message); }`),
    ).toEqual([1, 'cause']);
  });

  test('leaving the loop neither closes the channel nor takes a value', async () => {
    expect(
      await program(`
        const channel = new Channel(4);
        for (const n of [1, 2, 3, 4]) channel.trySend(n);
        for await (const n of channel) { log.push(n); break; }
        try { for await (const n of channel) { log.push(n); throw 'out'; } } catch (e) { log.push(e); }
        log.push(channel.closed, channel.length, await channel.receive());`),
    ).toEqual([1, 2, 'out', false, 2, 3]);
  });

  test('a cancelled loop takes nothing', async () => {
    expect(
      await program(`
        const channel = new Channel();
        const looping = spawn(async () => { try { for await (const n of channel) log.push(n); } finally { log.push('finally'); } });
        await checkpoint();
        channel.trySend(1);
        await checkpoint();
        await looping.cancel();
        log.push(channel.trySend(2));`),
    ).toEqual([1, 'finally', false]);
  });

  test('in plain code next is a promise; the loop works there too', async () => {
    const channel = new Channel<number>(2);
    channel.trySend(1);
    channel.trySend(2);
    channel.close();
    const seen: number[] = [];
    for await (const n of channel) seen.push(n);
    expect(seen).toEqual([1, 2]);
    const iterator = channel[Symbol.asyncIterator]();
    expect(await iterator.next().finally(() => {})).toEqual({ value: undefined, done: true });
    expect(await iterator.return()).toEqual({ value: undefined, done: true });
    channel.cancel();
    expect(await new Channel<number>()[Symbol.asyncIterator]().return()).toEqual({
      value: undefined,
      done: true,
    });
    const failed = new Channel<number>();
    failed.close('cause');
    expect(
      await failed[Symbol.asyncIterator]()
        .next()
        .catch((e) => e),
    ).toBe('cause');
  });
});

describe('operations', () => {
  test('one is performed anew each time it is awaited', async () => {
    await go(function* () {
      const channel = new Channel<number>(4);
      const send = channel.send(7);
      const receive = channel.receive();
      for (let n = 0; n < 3; n++) yield send;
      expect(channel.length).toBe(3);
      expect([yield receive, yield receive, yield receive]).toEqual([7, 7, 7]);
      const both = [spawn(tried(receive)), spawn(tried(receive))];
      yield checkpoint();
      channel.trySend(1);
      channel.trySend(2);
      expect([yield both[0], yield both[1]]).toEqual([1, 2]);
    });
  });

  test('in plain code they are promises', async () => {
    const channel = new Channel<number>();
    const received = channel.receive().then((n) => n + 1);
    await channel.send(1);
    expect(await received).toBe(2);
    channel.close();
    await expect(channel.send(1).then()).rejects.toMatchObject({ code: 'channel-closed' });
  });

  test('a prime sieve of channels', async () => {
    const primes = await compiled<number[]>(`
      const primes = [];
      await run(async () => {
        let numbers = new Channel();
        const source = numbers;
        const tasks = [spawn(async () => { for (let n = 2; ; n++) await source.send(n); })];
        for (let i = 0; i < 50; i++) {
          const [from, to] = [numbers, new Channel()];
          const prime = await from.receive();
          primes.push(prime);
          tasks.push(spawn(async () => { for await (const n of from) if (n % prime) await to.send(n); }));
          numbers = to;
        }
        for (const task of tasks) task.cancel();
      }, { clock: new VirtualClock() });
      return primes;`);
    expect(primes.slice(-3)).toEqual([223, 227, 229]);
  });
});
