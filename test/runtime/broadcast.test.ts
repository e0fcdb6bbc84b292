import { describe, expect, test } from 'vitest';
import {
  Broadcast,
  checkpoint,
  type Receiver,
  run,
  select,
  sleep,
  spawn,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body } from './async-body.ts';
import { compiled } from './compiled.ts';

const go = <R>(body: Body<R>): Promise<R> =>
  run(asyncOf('main', body), { clock: new VirtualClock(), seed: 1 });

/** All that is there now. */
const taken = (receiver: Receiver<unknown>): unknown[] => {
  const values: unknown[] = [];
  for (let next = receiver.tryReceive(); next?.done === false; next = receiver.tryReceive())
    values.push(next.value);
  return values;
};

describe('Broadcast', () => {
  test('each subscriber gets every value sent after it subscribed', () => {
    const broadcast = new Broadcast<number>();
    expect(broadcast.trySend(0)).toBe(true);
    const first = broadcast.subscribe();
    broadcast.trySend(1);
    const second = broadcast.subscribe(2);
    broadcast.trySend(2);
    expect([taken(first), taken(second)]).toEqual([[1, 2], [2]]);
  });

  test('the slowest that does not drop sets the pace: a value goes to all at once, or to none', async () => {
    await go(function* () {
      const broadcast = new Broadcast<number>();
      const fast = broadcast.subscribe(8);
      const slow = broadcast.subscribe(1);
      const newest = broadcast.subscribe(1, 'drop-oldest');
      const sending = spawn(
        asyncOf('sending', function* () {
          for (let n = 1; n < 5; n++) yield broadcast.send(n);
        }),
      );
      yield sleep(1);
      expect(broadcast.trySend(9)).toBe(false);
      expect([taken(fast), taken(newest)]).toEqual([[1], [1]]);
      expect(yield slow.receive()).toBe(1);
      expect(taken(fast)).toEqual([2]);
      yield sending.cancel();
      // The send that was cancelled has reached nobody.
      expect([taken(slow), taken(fast), taken(newest)]).toEqual([[2], [], [2]]);
      expect(broadcast.trySend(9)).toBe(true);
    });
  });

  test('with capacity 0 a value goes out when all of those wait', async () => {
    await go(function* () {
      const broadcast = new Broadcast<string>();
      const [a, b] = [broadcast.subscribe(0), broadcast.subscribe(0)];
      const sending = spawn(
        asyncOf('sending', function* () {
          yield broadcast.send('x');
          return 'sent';
        }),
      );
      const one = spawn(
        asyncOf('one', function* () {
          return yield a.receive();
        }),
      );
      yield sleep(1);
      expect([sending.status, one.status]).toEqual(['waiting', 'waiting']);
      expect(yield b.receive()).toBe('x');
      expect([yield one, yield sending]).toEqual(['x', 'sent']);
    });
  });

  test('a select over two subscriptions loses nothing of either', async () => {
    await go(function* () {
      const broadcast = new Broadcast<string>();
      const [a, b] = [broadcast.subscribe(0), broadcast.subscribe(0)];
      const selecting = spawn(
        asyncOf('selecting', function* () {
          const won = (yield select({ a: a.receive(), b: b.receive() })) as { value: string };
          return [won.value, taken(a), taken(b)].flat();
        }),
      );
      yield checkpoint();
      expect(broadcast.trySend('x')).toBe(true);
      expect(yield selecting).toEqual(['x', 'x']);
    });
  });

  test('a select that ends as it registers itself at two subscriptions takes one value', async () => {
    await go(function* () {
      const broadcast = new Broadcast<string>();
      const [a, b] = [broadcast.subscribe(0), broadcast.subscribe(0)];
      spawn(
        asyncOf('sending', function* () {
          yield broadcast.send('x');
        }),
      );
      yield checkpoint();
      const won = (yield select({ a: a.receive(), b: b.receive() })) as { value: string };
      expect([won.value, ...taken(a), ...taken(b)]).toEqual(['x', 'x']);
    });
  });

  test('a select never sends to its own subscription', async () => {
    await go(function* () {
      const broadcast = new Broadcast<string>();
      const own = broadcast.subscribe(0);
      const won = yield select({ send: broadcast.send('x'), receive: own.receive(), late: sleep(1) });
      expect(won).toEqual({ case: 'late', value: undefined });
    });
  });

  test('close: senders that wait deliver, then each subscriber sees the end, or the cause', async () => {
    await go(function* () {
      for (const cause of [undefined, 'cause']) {
        const broadcast = new Broadcast<number>();
        const subscriber = broadcast.subscribe(1);
        const sending = spawn(
          asyncOf('sending', function* () {
            yield broadcast.send(1);
            yield broadcast.send(2);
          }),
        );
        yield checkpoint();
        broadcast.close(cause);
        expect(broadcast.trySend(3)).toBe(false);
        const seen = [yield subscriber.receive(), yield subscriber.receive()];
        try {
          yield subscriber.receive();
        } catch (e) {
          seen.push(cause === undefined ? (e as { code: string }).code : e);
        }
        yield sending;
        expect(seen).toEqual([1, 2, cause ?? 'channel-closed']);
        const late = broadcast.subscribe();
        if (cause === undefined) expect(late.tryReceive()).toEqual({ value: undefined, done: true });
        else expect(() => late.tryReceive()).toThrow(cause);
      }
    });
  });

  test('who leaves holds nobody up', async () => {
    expect(
      await compiled(`
        return run(async () => {
          const broadcast = new Broadcast();
          const stays = broadcast.subscribe(1);
          const seen = [];
          const sending = spawn(async () => { for (const n of [1, 2]) await broadcast.send(n); broadcast.close(); });
          {
            using leaves = broadcast.subscribe(1);
            await checkpoint();
            seen.push(await stays.receive(), stays.tryReceive());
          }
          for await (const n of stays) seen.push(n);
          return seen;
        }, { clock: new VirtualClock() });`),
    ).toEqual([1, undefined, 2]);
  });

  test('100,000 subscribers', () => {
    const broadcast = new Broadcast<number>();
    const subscribers = Array.from({ length: 100_000 }, () => broadcast.subscribe(1));
    broadcast.trySend(1);
    broadcast.close();
    expect(subscribers.every((each) => taken(each).length === 1 && each.tryReceive()?.done)).toBe(true);
  });
});
