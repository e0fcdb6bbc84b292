import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  allowNative,
  Channel,
  coroutine,
  run,
  sleep,
  spawn,
  VirtualClock,
} from '../../runtime/index.ts';
import {
  batch,
  collect,
  fanOut,
  filter,
  flatMap,
  map,
  merge,
  take,
  throttle,
} from '../../runtime/pipeline/index.ts';
import { asyncOf, type Body } from './async-body.ts';

// The one coroutine here that no compiler sees.
allowNative();

const clock = (): VirtualClock => new VirtualClock();
const go = <R>(body: Body<R>, time = clock()): Promise<R> => run(asyncOf('main', body), { clock: time });
const task = <R>(body: Body<R>): AsyncCoroutine<R> => asyncOf('task', body);

/** 1, 2, 3, …; says when it is closed. */
function* numbers(closed: () => void = () => {}): Generator<number> {
  try {
    for (let n = 1; ; n++) yield n;
  } finally {
    closed();
  }
}

/** A channel to which each value is sent at its time. */
function timed(...values: [at: number, value: number][]): Channel<number> {
  const channel = new Channel<number>(10);
  spawn(
    task(function* () {
      let now = 0;
      for (const [at, value] of values) {
        yield sleep(at - now);
        now = at;
        yield channel.send(value);
      }
      channel.close();
    }),
  );
  return channel;
}

const messageOf = async (promise: PromiseLike<unknown>): Promise<string> => {
  try {
    return `no error: ${await promise}`;
  } catch (e) {
    return (e as Error).message;
  }
};

describe('stages', () => {
  test('map, filter, flatMap and take, with functions of every kind', async () => {
    const seen = await go(function* () {
      const twice = coroutine(function* (n: number) {
        yield* sleep(1);
        return n * 2;
      });
      const slow = (n: number) =>
        task<number>(function* () {
          yield sleep(1);
          return n + 1;
        });
      const doubled = map(numbers(), twice);
      const more = map(doubled, slow);
      const odd = filter(more, async (n) => n % 3 !== 0);
      const both = flatMap(odd, (n) => [n, -n]);
      return yield collect(take(both, 5));
    });
    expect(seen).toEqual([5, -5, 7, -7, 11]);
  });

  test('take cancels what it came from, all the way up; take(0) takes nothing', async () => {
    const log: string[] = [];
    await go(function* () {
      const source = map(
        numbers(() => log.push('closed')),
        (n) => n,
      );
      expect(yield collect(take(source, 2))).toEqual([1, 2]);
      yield sleep(1);
      log.push('after');
      expect(yield collect(take([1, 2], 0))).toEqual([]);
    });
    expect(log).toEqual(['closed', 'after']);
  });

  test('an error is the cause of the end, after what came before, and closes the source', async () => {
    const log: string[] = [];
    await go(function* () {
      const failing = map(
        numbers(() => log.push('closed')),
        (n) => {
          if (n === 3) throw new Error('three');
          return n;
        },
      );
      const passed = filter(failing, (n) => n > 0);
      const values = [yield passed.receive(), yield passed.receive()];
      expect(values).toEqual([1, 2]);
      expect(yield messageOf(passed.receive())).toBe('three');
      expect(yield messageOf(passed.receive())).toBe('three');
      yield sleep(1);
    });
    expect(log).toEqual(['closed']);
  });

  test('the slowest sets the pace: back-pressure through the stages', async () => {
    let made = 0;
    await go(function* () {
      function* counting(): Generator<number> {
        for (;;) yield ++made;
      }
      const out = map(
        map(counting(), (n) => n, { capacity: 2 }),
        (n) => n,
      );
      for (let n = 1; n <= 10; n++) expect(yield out.receive()).toBe(n);
      yield sleep(1);
      // One at hand in each of three tasks, and two between them.
      expect(made).toBe(15);
    });
  });

  test('they end with their scope, and do not keep it open', async () => {
    const log: string[] = [];
    await go(function* () {
      yield spawn(
        task(function* () {
          const out = map(
            numbers(() => log.push('closed')),
            (n) => n,
          );
          log.push(String(yield out.receive()));
        }),
      );
      log.push('scope ended');
    });
    expect(log).toEqual(['1', 'closed', 'scope ended']);
  });
});

describe('map with concurrency', () => {
  test('works on so many at once, and keeps the order', async () => {
    for (const concurrency of [1, 2, 3, 5]) {
      let now = 0;
      let most = 0;
      const seen = await go(function* () {
        const work = (n: number) =>
          task<number>(function* () {
            most = Math.max(most, ++now);
            yield sleep(10 - n);
            now--;
            return n;
          });
        return yield collect(map([1, 2, 3, 4, 5, 6, 7], work, { concurrency }));
      });
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(most, `of ${concurrency}`).toBe(concurrency);
    }
    expect(() => map([], (n) => n, { concurrency: 0 })).toThrow(RangeError);
  });

  test('the first failure cancels the others, and is the cause', async () => {
    const log: string[] = [];
    await go(function* () {
      const work = (n: number) =>
        task<number>(function* () {
          try {
            yield sleep(n === 2 ? 5 : 50);
            if (n === 2) throw new Error('two');
            return n;
          } finally {
            log.push(`ended ${n}`);
          }
        });
      const out = map([1, 2, 3, 4], work, { concurrency: 3 });
      log.push(yield messageOf(collect(out)));
    });
    expect(log.sort()).toEqual(['ended 1', 'ended 2', 'ended 3', 'two']);
  });
});

describe('merge', () => {
  test('gives values as they come, and ends when all have ended', async () => {
    const seen = await go(function* () {
      return yield collect(merge([timed([1, 1], [4, 4], [6, 6]), timed([2, 2], [3, 3]), []]));
    });
    expect(seen).toEqual([1, 2, 3, 4, 6]);
  });

  test('one that fails cancels the others', async () => {
    const log: string[] = [];
    await go(function* () {
      const failing = new Channel<number>();
      const out = merge([failing, numbers(() => log.push('closed'))]);
      expect(yield out.receive()).toBe(1);
      failing.close(new Error('broken'));
      log.push(yield messageOf(collect(out)));
    });
    expect(log.at(-1)).toMatch(/broken/);
    expect(log).toContain('closed');
  });
});

describe('batch', () => {
  test('by size, with the rest at the end', async () => {
    const seen = await go(function* () {
      return yield collect(batch([1, 2, 3, 4, 5], 2));
    });
    expect(seen).toEqual([[1, 2], [3, 4], [5]]);
    expect(() => batch([], 0)).toThrow(RangeError);
  });

  test('by time, from the first value of each', async () => {
    const time = clock();
    const seen: unknown[] = [];
    await go(function* () {
      const out = batch(timed([1, 1], [5, 5], [12, 12], [40, 40]), 3, { ms: 10 });
      for (;;) {
        const next = yield out[Symbol.asyncIterator]().next();
        if (next.done) return;
        seen.push([time.now(), ...next.value]);
      }
    }, time);
    expect(seen).toEqual([
      [11, 1, 5],
      [22, 12],
      [40, 40],
    ]);
  });

  test('what a failed input brought before is passed on first', async () => {
    await go(function* () {
      const input = new Channel<number>(5);
      for (const n of [1, 2]) input.trySend(n);
      input.close(new Error('cause'));
      const out = batch(input, 10);
      expect(yield out.receive()).toEqual([1, 2]);
      expect(yield messageOf(out.receive())).toBe('cause');
    });
  });
});

test('throttle lets no two values through within its time, and drops none', async () => {
  const time = clock();
  const seen: unknown[] = [];
  await go(function* () {
    const out = throttle(timed([0, 1], [1, 2], [2, 3], [100, 4]), 10);
    const iterator = out[Symbol.asyncIterator]();
    for (;;) {
      const next = yield iterator.next();
      if (next.done) return;
      seen.push([time.now(), next.value]);
    }
  }, time);
  expect(seen).toEqual([
    [0, 1],
    [10, 2],
    [20, 3],
    [100, 4],
  ]);
});

describe('fanOut', () => {
  test('every channel gets every value, at the pace of the slowest', async () => {
    const seen = await go(function* () {
      const [a, b] = fanOut([1, 2, 3], 2) as [Channel<number>, Channel<number>];
      const both = [a, b].map((out) =>
        spawn(
          task(() =>
            (function* () {
              return yield collect(out);
            })(),
          ),
        ),
      );
      return [yield both[0], yield both[1]];
    });
    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('one that is cancelled is left out; with the last the input is cancelled; an error reaches all', async () => {
    const log: string[] = [];
    await go(function* () {
      const [a, b] = fanOut(
        numbers(() => log.push('closed')),
        2,
      ) as [Channel<number>, Channel<number>];
      const waiting = spawn(
        task(() =>
          (function* () {
            return yield collect(take(b, 3));
          })(),
        ),
      );
      yield sleep(1);
      a.cancel();
      expect(yield waiting).toEqual([1, 2, 3]);
      yield sleep(1);
      expect(log).toEqual(['closed']);

      const input = new Channel<number>();
      const outs = fanOut(input, 2);
      input.close(new Error('cause'));
      for (const out of outs) expect(yield messageOf(out.receive())).toBe('cause');
    });
  });
});
