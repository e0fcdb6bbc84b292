import { describe, expect, test } from 'vitest';
import {
  all,
  Channel,
  checkpoint,
  race,
  run,
  type Selected,
  select,
  sleep,
  spawn,
  suspend,
  type Task,
  timeout,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body } from './async-body.ts';
import { compiled } from './compiled.ts';

const go = <R>(body: Body<R>, seed = 1): Promise<R> =>
  run(asyncOf('main', body), { clock: new VirtualClock(), seed });
const task = (body: Body<unknown>): Task<unknown> => spawn(asyncOf('task', body));

/** How many wait at either end. */
const waiting = (channel: Channel<never>): number => {
  let count = 0;
  for (const line of [channel.senders, channel.receivers])
    for (let at = line.after; at !== line; at = at.after as typeof at) count++;
  return count;
};

/** Waits for a select in a task of its own; `log` gets what it gives. */
const selecting = (log: unknown[], cases: Parameters<typeof select>[0]): Task<unknown> =>
  task(function* () {
    const won = (yield select(cases)) as Selected<Record<string, PromiseLike<unknown>>>;
    log.push([won.case, won.value]);
  });

describe('one winner', () => {
  test('of receive, send, sleep and the end of a task', async () => {
    const results = await go(function* () {
      const seen: unknown[] = [];
      const full = new Channel<number>(1);
      full.trySend(0);
      const empty = new Channel<number>(1);
      const ended = task(function* () {
        yield sleep(5);
        return 'ended';
      });
      const never = task(function* () {
        yield sleep(1000);
      });
      seen.push(yield select({ receive: full.receive(), late: sleep(1) }));
      seen.push(yield select({ receive: full.receive(), send: empty.send(1), late: sleep(1) }));
      seen.push(yield select({ receive: full.receive(), send: empty.send(2), late: sleep(1) }));
      seen.push(yield select({ ended, late: sleep(1000) }));
      seen.push(yield select({ ended, late: sleep(0) }));
      seen.push(yield select({ never, late: sleep(3) }));
      yield never;
      return seen;
    });
    expect(results).toEqual([
      { case: 'receive', value: 0 },
      { case: 'send', value: undefined },
      { case: 'late', value: undefined },
      { case: 'ended', value: 'ended' },
      { case: 'ended', value: 'ended' },
      { case: 'late', value: undefined },
    ]);
  });

  test('with default it never suspends', async () => {
    const results = await go(function* () {
      const channel = new Channel<number>(1);
      const first = yield select({ receive: channel.receive() }, { default: true });
      channel.trySend(1);
      return [first, yield select({ receive: channel.receive() }, { default: true })];
    });
    expect(results).toEqual([
      { case: 'default', value: undefined },
      { case: 'receive', value: 1 },
    ]);
  });

  test('a case that fails wins, and throws', async () => {
    const caught = await go(function* () {
      const codes: unknown[] = [];
      const closed = new Channel<number>();
      closed.close();
      const open = new Channel<number>();
      const closing = new Channel<number>();
      task(function* () {
        yield sleep(1);
        closing.close(new Error('cause'));
      });
      for (const cases of [
        { send: closed.send(1), late: sleep(5) },
        { receive: closed.receive(), send: open.send(1) },
        { receive: closing.receive(), other: open.receive() },
      ] as Record<string, PromiseLike<unknown>>[]) {
        try {
          yield select(cases as never);
        } catch (e) {
          codes.push((e as { code?: string }).code ?? (e as Error).message);
        }
      }
      expect(waiting(open as never)).toBe(0);
      return codes;
    });
    expect(caught).toEqual(['channel-closed', 'channel-closed', 'cause']);
  });

  test('two channels that have a value in one turn: one is taken, the other keeps its own', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const [a, b] = [new Channel<string>(), new Channel<string>(1)];
      selecting(log, { a: a.receive(), b: b.receive() });
      yield checkpoint();
      expect([b.trySend('b'), a.trySend('a'), b.length]).toEqual([true, false, 0]);
      yield checkpoint();
      expect(log).toEqual([['b', 'b']]);
      expect([waiting(a as never), waiting(b as never)]).toEqual([0, 0]);
    });
  });

  test('two cases on one channel take one value, and see its close once', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const channel = new Channel<string>();
      selecting(log, { a: channel.receive(), b: channel.receive() });
      yield checkpoint();
      expect([channel.trySend('x'), channel.trySend('y')]).toEqual([true, false]);
      yield checkpoint();
      expect(log).toHaveLength(1);
      const closed = task(function* () {
        try {
          yield select({ a: channel.receive(), b: channel.receive(), c: channel.send('z') });
        } catch (e) {
          return (e as { code: string }).code;
        }
      });
      yield checkpoint();
      channel.close();
      // The send was suspended before the close, but the receives of its own select do not wait for it.
      expect(yield closed).toBe('channel-closed');
      expect(waiting(channel as never)).toBe(0);
    });
  });

  test('a select never matches itself; two selects match each other', async () => {
    await go(function* () {
      const log: unknown[] = [];
      const channel = new Channel<string>();
      const cases = (name: string) => ({ put: channel.send(name), got: channel.receive() });
      selecting(log, cases('first'));
      yield sleep(1);
      expect(log).toEqual([]);
      selecting(log, cases('second'));
      yield sleep(1);
      expect(log).toHaveLength(2);
      const [one, other] = log as [string, string][];
      expect([one?.[0], other?.[0]].sort()).toEqual(['got', 'put']);
      expect(waiting(channel as never)).toBe(0);
    });
  });

  test('nor in parts of parts: a limit, a nested select; the parts of `all` in one case do meet', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const late = { late: sleep(9) };
      for (const cases of [
        { a: timeout(20, channel.send(1)), b: channel.receive(), ...late },
        { a: select({ in: channel.send(1), ...late }), b: channel.receive(), ...late },
        { a: channel.receive(), b: all([channel.send(1), sleep(1)]), ...late },
        { a: race([channel.receive(), sleep(20)]), b: race([channel.send(1), sleep(20)]), ...late },
      ]) {
        const won = yield select(cases as never);
        expect([JSON.stringify(won), waiting(channel as never)]).toEqual(['{"case":"late"}', 0]);
      }
      expect(yield select({ a: all([channel.receive(), channel.send(1)]), late: sleep(9) })).toEqual({
        case: 'a',
        value: [1, undefined],
      });
      expect(yield all([select({ a: channel.receive(), ...late }), channel.send(2)])).toEqual([
        { case: 'a', value: 2 },
        undefined,
      ]);
    });
  });

  test('two sends of one select: the buffer never holds more than its capacity', async () => {
    await go(function* () {
      const channel = new Channel<string>(1);
      channel.trySend('first');
      const log: unknown[] = [];
      selecting(log, { a: channel.send('a'), b: channel.send('b') });
      const next = task(function* () {
        yield channel.send('next');
      });
      yield checkpoint();
      channel.tryReceive();
      expect([channel.length, next.status]).toEqual([1, 'waiting']);
      yield next.cancel();
    });
  });

  test('close tells those who wait in the order in which they came, selects too', async () => {
    await go(function* () {
      const channel = new Channel<string>();
      const log: string[] = [];
      const waits = (name: string, operation: () => PromiseLike<unknown>) =>
        task(function* () {
          try {
            yield operation();
          } catch {
            log.push(name);
          }
        });
      waits('select', () => select({ a: channel.receive(), b: channel.receive() }));
      waits('receive', () => channel.receive());
      yield checkpoint();
      channel.close();
      yield checkpoint();
      expect(log).toEqual(['select', 'receive']);
    });
  });

  test('a losing task goes on', async () => {
    await go(function* () {
      const log: string[] = [];
      const slow = task(function* () {
        yield sleep(10);
        log.push('done');
      });
      yield select({ slow, late: sleep(1) });
      yield slow;
      expect(log).toEqual(['done']);
    });
  });
});

describe('which one', () => {
  const wins = (order: 'fair' | 'first', seed: number) =>
    go(function* () {
      const channels = [1, 2, 3].map(() => {
        const channel = new Channel<number>(Number.POSITIVE_INFINITY);
        for (let n = 0; n < 3000; n++) channel.trySend(n);
        return channel;
      });
      const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
      const trace: string[] = [];
      for (let n = 0; n < 3000; n++) {
        const [a, b, c] = channels.map((channel) => channel.receive());
        const won = (yield select({ b, a, c } as never, { order })) as { case: string };
        counts[won.case] = (counts[won.case] ?? 0) + 1;
        trace.push(won.case);
      }
      return { counts, trace };
    }, seed);

  test('fair: each that is ready is as likely as another, by the seed of the run', async () => {
    const { counts, trace } = await wins('fair', 7);
    for (const count of Object.values(counts)) expect(Math.abs(count - 1000)).toBeLessThan(100);
    expect((await wins('fair', 7)).trace).toEqual(trace);
    expect((await wins('fair', 8)).trace).not.toEqual(trace);
  });

  test("by order 'first': the first key that is ready", async () => {
    expect((await wins('first', 1)).counts).toEqual({ a: 0, b: 3000, c: 0 });
  });
});

describe('losers leave no trace', () => {
  test('10,000 selects over the same channels leave nothing behind, and no timers', async () => {
    await go(function* () {
      const channels = Array.from({ length: 10 }, () => new Channel<number>());
      const cases = () => ({
        ...Object.fromEntries(channels.map((channel, n) => [`c${n}`, channel.receive()])),
        late: sleep(1e9),
      });
      let sum = 0;
      const selects = task(function* () {
        for (let n = 0; n < 10_000; n++)
          sum += ((yield select(cases() as never)) as unknown as { value: number }).value;
      });
      for (let n = 0; n < 10_000; n++) {
        yield (channels[n % 10] as Channel<number>).send(1);
        if (n === 5000)
          for (const channel of channels) expect(waiting(channel as never)).toBeLessThanOrEqual(1);
      }
      yield selects;
      expect(sum).toBe(10_000);
      expect(channels.map((channel) => waiting(channel as never))).toEqual(channels.map(() => 0));
    });
  });

  test('cancelled: every case is taken back', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const log: unknown[] = [];
      const selects = selecting(log, { a: channel.receive(), b: channel.send(1), c: sleep(10) });
      yield checkpoint();
      expect(waiting(channel as never)).toBe(2);
      yield selects.cancel();
      expect([waiting(channel as never), channel.trySend(1), log]).toEqual([0, false, []]);
    });
  });

  test('cancelled after it was won: the value is not lost', async () => {
    await go(function* () {
      const channel = new Channel<number>();
      const log: unknown[] = [];
      const selects = selecting(log, { a: channel.receive(), late: sleep(10) });
      yield checkpoint();
      channel.trySend(1);
      yield selects.cancel();
      expect(log).toEqual([['a', 1]]);
    });
  });

  test('the clean-up of a lost suspend runs once, before the winner is told; its error is the failure', async () => {
    const log: unknown[] = [];
    await go(function* () {
      const channel = new Channel<number>();
      const callback = suspend<void>(() => () => log.push('clean-up'));
      const selects = selecting(log, { a: channel.receive(), callback });
      yield checkpoint();
      channel.trySend(1);
      yield selects;
      const failing = suspend<void>(() => () => {
        throw new Error('clean-up');
      });
      const failed = task(function* () {
        try {
          yield select({ a: channel.receive(), failing });
        } catch (e) {
          log.push((e as Error).message);
        }
      });
      yield checkpoint();
      channel.trySend(2);
      yield failed;
    });
    expect(log).toEqual(['clean-up', ['a', 1], 'clean-up']);
  });

  test('what a case does as it registers itself may decide the others', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const log: unknown[] = [];
      await go(function* () {
        const buffered = new Channel<string>(1);
        const closing = new Channel<string>();
        const meddling = suspend<void>(() => {
          log.push('registered');
          buffered.trySend('x');
          return () => log.push('clean-up');
        });
        const closes = suspend<void>(() => closing.close('cause'));
        const won = yield select({ meddling, b: buffered.receive() });
        log.push((won as { case: string }).case);
        try {
          yield select({ closes, c: closing.receive() });
        } catch (e) {
          log.push(e);
        }
        expect(waiting(buffered as never) + waiting(closing as never)).toBe(0);
      }, seed);
      expect(log).toEqual(['registered', 'clean-up', 'b', 'cause']);
    }
  });

  test('resumed as it registers itself, it wins', async () => {
    for (let seed = 0; seed < 10; seed++) {
      await go(function* () {
        const channel = new Channel<number>();
        const won = yield select({ now: suspend<number>((resume) => resume(1)), c: channel.receive() });
        expect(won).toEqual({ case: 'now', value: 1 });
        expect(waiting(channel as never)).toBe(0);
      }, seed);
    }
  });
});

describe('what runs for a case', () => {
  const program = (body: string) =>
    compiled<unknown[]>(
      `const log = []; const clock = new VirtualClock(); const at = (x) => log.push(clock.now() + ' ' + x);
       const slow = coroutine(async (name) => {
         try { await sleep(100); at(name + ' done'); return name; } finally { at(name + ' cleans'); await sleep(5); at(name + ' cleaned'); }
       });
       await run(async () => { ${body} }, { clock, seed: 1 }); return log;`,
    );

  test('is cancelled when it loses, and has ended before the select goes on', async () => {
    expect(
      await program(`
        const won = await select({ scope: scope(async () => { spawn(slow('child')); await slow('body'); }), late: sleep(10) });
        at(won.case);
        at((await select({ co: slow('co'), limited: timeout(50, slow('limited')), late: sleep(10) }, { order: 'first' })).case);
        at((await select({ co: slow('wins'), late: sleep(200) })).value);`),
    ).toEqual([
      '10 body cleans',
      '10 child cleans',
      '15 body cleaned',
      '15 child cleaned',
      '15 late',
      '25 co cleans',
      '25 limited cleans',
      '30 co cleaned',
      '30 limited cleaned',
      '30 late',
      '130 wins done',
      '130 wins cleans',
      '135 wins cleaned',
      '135 wins',
    ]);
  });

  test('a clean-up that fails is thrown, though another case won', async () => {
    expect(
      await program(`
        const bad = coroutine(async () => { try { await sleep(100); } finally { throw new Error('clean-up'); } });
        try { await select({ bad: bad(), late: sleep(10) }); } catch (e) { at(e.message); }
        const channel = new Channel();
        spawn(async () => { await sleep(1); channel.close(new Error('cause')); });
        try { await select({ bad: bad(), c: channel.receive() }); } catch (e) { at(e.error.message + ', ' + e.suppressed.message); }`),
    ).toEqual(['10 clean-up', '11 clean-up, cause']);
  });

  test('cancelled, it is cancelled with all that runs inside, and waits for its end', async () => {
    expect(
      await program(`
        const selecting = spawn(async () => {
          try { await select({ a: slow('a'), b: timeout(500, slow('b')) }, { order: 'first' }); at('never'); } finally { at('finally'); }
        });
        await sleep(10);
        await selecting.cancel();
        at(selecting.status);
        const twice = spawn(async () => { at((await select({ a: slow('c'), late: sleep(10) })).case); await sleep(1); at('never'); });
        await sleep(12);
        await twice.cancel();
        at(twice.status);`),
    ).toEqual([
      '10 a cleans',
      '10 b cleans',
      '15 a cleaned',
      '15 b cleaned',
      '15 finally',
      '15 cancelled',
      '25 c cleans',
      '30 c cleaned',
      '30 late',
      '30 cancelled',
    ]);
  });
});

describe('everywhere', () => {
  test('in plain code it is a promise', async () => {
    const channel = new Channel<number>();
    const won = select({ a: channel.receive(), b: channel.send(2) }).then((x) => x);
    expect(await channel.receive()).toBe(2);
    expect(await won).toEqual({ case: 'b', value: undefined });
    expect(waiting(channel as never)).toBe(0);
  });

  test('in compiled async and generator coroutines', async () => {
    expect(
      await compiled(`
        const channel = new Channel(1);
        const polls = coroutine(function* () { return (yield* select({ c: channel.receive() }, { default: true })).case; });
        return run(async () => {
          const seen = [await spawn(polls())];
          channel.trySend(1);
          seen.push(await spawn(polls()), (await select({ c: channel.receive(), late: sleep(5) })).case);
          return seen;
        }, { clock: new VirtualClock() });`),
    ).toEqual(['default', 'c', 'late']);
  });

  test('what is no operation is refused, and selects nest', async () => {
    await go(function* () {
      try {
        yield select({ a: 1 as never });
        expect.unreachable();
      } catch (e) {
        expect((e as { code: string }).code).toBe('not-a-coroutine');
      }
      const [a, b] = [new Channel<number>(), new Channel<number>(1)];
      b.trySend(1);
      const inner = select({ a: a.receive(), b: b.receive() });
      expect(yield select({ inner, late: sleep(5) })).toEqual({
        case: 'inner',
        value: { case: 'b', value: 1 },
      });
      const log: unknown[] = [];
      const nested = selecting(log, { inner, late: sleep(5) });
      yield checkpoint();
      a.trySend(2);
      yield nested;
      expect(log).toEqual([['inner', { case: 'a', value: 2 }]]);
      expect(waiting(a as never) + waiting(b as never)).toBe(0);
    });
  });
});
