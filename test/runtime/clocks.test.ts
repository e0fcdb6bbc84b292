/** Clocks and timers: order, time that jumps, frames, ticks, and what a million timers cost. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  checkpoint,
  FrameClock,
  type FrameSource,
  interval,
  nextFrame,
  realClock,
  run,
  sleep,
  spawn,
  VirtualClock,
} from '../../runtime/index.ts';
import { seeded } from '../../runtime/random.ts';
import { Scheduler } from '../../runtime/scheduler.ts';
import { type Timer, TimerHeap, timerOf } from '../../runtime/timers.ts';
import { asyncOf, type Body } from './async-body.ts';
import { compiled } from './compiled.ts';

const go = <R>(body: Body<R>, clock = new VirtualClock()): Promise<R> =>
  run(asyncOf('main', body), { clock });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('timers', () => {
  test('fire by time, those of one instant in the order they were set; what is removed does not', () => {
    const draw = seeded(7);
    const heap = new TimerHeap();
    let expected: { at: number; n: number }[] = [];
    const fired: { at: number; n: number }[] = [];
    const timers: Timer[] = [];
    for (let n = 0; n < 3000; n++) {
      const at = Math.floor(draw() * 50);
      timers.push(timerOf(() => fired.push({ at, n })));
      heap.add(timers[n] as Timer, at);
      expected.push({ at, n });
    }
    for (let n = 0; n < 3000; n += 1 + Math.floor(draw() * 3)) {
      heap.remove(timers[n] as Timer);
      heap.remove(timers[n] as Timer);
      expected = expected.filter((one) => one.n !== n);
    }
    expect(heap.size).toBe(expected.length);
    for (let now = 0; now < 50; now += 7) heap.fire(now);
    heap.fire(50);
    expected.sort((a, b) => a.at - b.at || a.n - b.n);
    expect(fired).toEqual(expected);
    expect(heap.size).toBe(0);
  });

  test('what is set while timers fire does not fire with them, even if it is due', () => {
    const heap = new TimerHeap();
    const log: string[] = [];
    heap.add(
      timerOf(() => {
        log.push('first');
        heap.add(
          timerOf(() => log.push('late')),
          0,
        );
      }),
      1,
    );
    heap.fire(5);
    expect(log).toEqual(['first']);
    heap.fire(5);
    expect(log).toEqual(['first', 'late']);
  });

  test('a million: set, fired and cancelled in logarithmic time each, the cancelled ones hold nothing', () => {
    const heap = new TimerHeap();
    const noop = (): void => {};
    const draw = seeded(1);
    const memory = (): number => {
      (globalThis as { gc?: () => void }).gc?.();
      return process.memoryUsage().heapUsed;
    };
    const round = (count: number): void => {
      const timers: Timer[] = [];
      for (let i = 0; i < count; i++) {
        timers.push(timerOf(noop));
        heap.add(timers[i] as Timer, draw() * 1e6);
      }
      // From the middle outward, so that neither end is the easy one.
      for (let i = 0; i < count; i++) heap.remove(timers[(i * 7919) % count] as Timer);
    };
    round(10_000);
    const before = memory();
    round(1_000_000);
    expect(heap.size).toBe(0);
    if ((globalThis as { gc?: () => void }).gc) expect(memory() - before).toBeLessThan(2 ** 20);
    for (let i = 0; i < 1_000_000; i++) heap.add(timerOf(noop), i % 1000);
    heap.fire(1000);
    expect(heap.size).toBe(0);
  });

  test('one timer of the clock, however many wait', async () => {
    const clock = new VirtualClock();
    let armed = 0;
    let most = 0;
    const schedule = clock.schedule.bind(clock);
    clock.schedule = (at, wake) => {
      most = Math.max(most, ++armed);
      const disarm = schedule(at, () => {
        armed--;
        wake();
      });
      return () => {
        armed--;
        disarm();
      };
    };
    await go(function* () {
      for (let i = 0; i < 1000; i++) {
        spawn(
          asyncOf('sleeper', function* () {
            yield sleep(1000 - i);
          }),
        );
      }
    }, clock);
    expect([most, armed]).toEqual([1, 0]);
  });
});

describe('the real clock', () => {
  test('is never early, not even by a rounding', async () => {
    const early: number[] = [];
    await run(
      asyncOf('main', function* () {
        for (const ms of [0, 0.1, 0.5, 1, 1.0001, 2.5, 3.999]) {
          spawn(
            asyncOf('sleeper', function* () {
              for (let i = 0; i < 5; i++) {
                const at = performance.now() + ms;
                yield sleep(ms);
                if (performance.now() < at) early.push(ms);
              }
            }),
          );
        }
      }),
    );
    expect(early).toEqual([]);
  });

  test('a host’s timer that fires early is set again, one too long is cut into several', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const set = vi.spyOn(globalThis, 'setTimeout');
      const wake = vi.fn();
      const start = performance.now();
      realClock.schedule(start + 2 ** 31 + 5, wake);
      const disarm = realClock.schedule(start + 10, () => wake('cancelled'));
      disarm();
      vi.advanceTimersByTime(2 ** 31 - 1);
      expect(wake).not.toHaveBeenCalled();
      vi.advanceTimersByTime(6);
      expect(wake.mock.calls).toEqual([[]]);
      expect(set.mock.calls.map(([, ms]) => ms)).toEqual([2 ** 31 - 1, 10, 6]);
    } finally {
      // The spy is on the fake one.
      vi.restoreAllMocks();
      vi.useRealTimers();
    }
  });
});

describe('the virtual clock', () => {
  test('a simulated day of ticks each second takes milliseconds, and goes the same way each time', async () => {
    const day = async (): Promise<string> => {
      const log: string[] = [];
      await go(function* () {
        for (const name of ['a', 'b']) {
          spawn(
            asyncOf(name, function* () {
              for (let s = 0; s < 86_400; s += name === 'a' ? 1 : 60) {
                yield sleep(name === 'a' ? 1000 : 60_000);
                if (s % 7200 === 0) log.push(`${name}${s}`);
              }
            }),
          );
        }
      });
      return log.join(' ');
    };
    const start = performance.now();
    const first = await day();
    // Far less, unless the machine is busy.
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(first).toMatch(/^a0 b0 a7200 b7200 a14400 /);
    expect(await day()).toBe(first);
  });

  test('starts at 0, or where it is told, and stands still between jumps', async () => {
    const clock = new VirtualClock(100);
    const seen: number[] = [new VirtualClock().now()];
    await go(function* () {
      seen.push(clock.now());
      yield sleep(0.25);
      for (let i = 0; i < 3; i++) yield checkpoint();
      seen.push(clock.now());
      yield sleep(-5);
      seen.push(clock.now());
    }, clock);
    expect(seen).toEqual([0, 100, 100.25, 100.25]);
  });
});

describe('interval', () => {
  test('ticks at start + k·ms, the value is the number; missed ones are skipped, and the number tells', async () => {
    const seen = await compiled(`
      const seen = [];
      const clock = new VirtualClock(1000);
      await run(async () => {
        await sleep(7);
        for await (const n of interval(10)) {
          seen.push([n, clock.now()]);
          if (n === 2) await sleep(25);
          if (n === 5) await sleep(20);
          if (n === 7) break;
        }
        seen.push(clock.now());
      }, { clock });
      return seen;`);
    expect(seen).toEqual([[1, 1017], [2, 1027], [5, 1057], [7, 1077], 1077]);
  });

  test('does not drift, and each loop has its own', async () => {
    const seen = await compiled(`
      const seen = [];
      const clock = new VirtualClock();
      const ticks = interval(0.1);
      const loop = coroutine(async (after) => {
        await sleep(after);
        for await (const n of ticks) if (n === 1000) return seen.push(clock.now());
      });
      await run(async () => {
        spawn(loop(0));
        await loop(5);
      }, { clock });
      return seen;`);
    expect(seen).toEqual([100, 105]);
  });

  test('a next that is cancelled takes nothing, and leaves no timer', async () => {
    const seen: unknown[] = [];
    const clock = new VirtualClock();
    await go(function* () {
      const ticks = interval(10)[Symbol.asyncIterator]();
      const taker = spawn(
        asyncOf('taker', function* () {
          yield ticks.next();
        }),
      );
      yield sleep(5);
      yield taker.cancel();
      seen.push(yield ticks.next(), clock.now());
      seen.push(yield ticks.return(), yield ticks.next());
    }, clock);
    expect(seen).toEqual([
      { value: 1, done: false },
      10,
      { value: undefined, done: true },
      { value: 2, done: false },
    ]);
  });

  test('by yield*, and from plain code on the real clock', async () => {
    const numbers: number[] = [];
    for await (const n of interval(1)) {
      numbers.push(n);
      if (numbers.length === 3) break;
    }
    expect(numbers[0]).toBeGreaterThanOrEqual(1);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const seen = await compiled(`
      return run(function* () {
        const ticks = interval(10)[Symbol.asyncIterator]();
        yield* ticks.next();
        return (yield* ticks.next()).value;
      }, { clock: new VirtualClock() });`);
    expect(seen).toBe(2);
  });

  test.each([0, -1, Number.NaN, '5'])('takes milliseconds above 0, not %s', (ms) => {
    expect(() => interval(ms as number)).toThrow(
      expect.objectContaining({ code: 'bad-argument', name: 'RangeError' }),
    );
  });
});

describe('frames', () => {
  /** Runs what is ready: nothing here takes more turns than this. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await null;
  };

  test('by hand: nextFrame gives the delta, sleep counts the clock’s time', async () => {
    const clock = new FrameClock();
    const log: unknown[] = [];
    const done = run(
      asyncOf('main', function* () {
        spawn(
          asyncOf('sleeper', function* () {
            yield sleep(40);
            log.push('slept');
          }),
        );
        for (let i = 0; i < 4; i++) log.push([yield nextFrame(), clock.now()]);
      }),
      { clock },
    );
    for (const delta of [16, 16, 20, 16]) {
      await settle();
      clock.frame(delta);
    }
    await done;
    expect(log).toEqual([[16, 16], [16, 32], 'slept', [20, 52], [16, 68]]);
  });

  test('from requestAnimationFrame: asked for while somebody waits, no time passes in a pause', async () => {
    const requests: ((time: number) => void)[] = [];
    vi.stubGlobal('requestAnimationFrame', (f: (time: number) => void) => requests.push(f));
    const clock = new FrameClock();
    const show = async (time: number): Promise<number> => {
      await settle();
      const all = requests.splice(0);
      for (const request of all) request(time);
      return all.length;
    };
    const log: unknown[] = [];
    const shown: number[] = [];
    const watch = (): Promise<void> =>
      run(
        asyncOf('main', function* () {
          for (let i = 0; i < 3; i++) log.push([yield nextFrame(), clock.now()]);
        }),
        { clock },
      );
    const first = watch();
    for (const time of [500, 516, 532, 548, 564]) shown.push(await show(time));
    await first;
    const second = watch();
    for (const time of [9000, 9016, 9032]) shown.push(await show(time));
    await second;
    expect(shown).toEqual([1, 1, 1, 1, 0, 1, 1, 1]);
    expect(log).toEqual([
      [0, 0],
      [16, 16],
      [16, 32],
      [0, 32],
      [16, 48],
      [16, 64],
    ]);
  });

  test('a source of the user’s own, a fixed step say; a cancelled wait leaves nothing', async () => {
    let time = 0;
    let wake: ((time: number) => void) | undefined;
    const source: FrameSource = (callback) => {
      wake = callback;
      setImmediate(() => callback((time += 20)));
    };
    const clock = new FrameClock(source);
    const deltas = await run(
      asyncOf('main', function* () {
        const task = spawn(
          asyncOf('waiter', function* () {
            yield nextFrame();
          }),
        );
        yield checkpoint();
        yield task.cancel();
        return [yield nextFrame(), yield nextFrame()];
      }),
      { clock },
    );
    expect(wake).toBeDefined();
    expect(deltas).toEqual([0, 20]);
  });

  test('on other clocks there are sixty in a second, whatever the work takes', async () => {
    const clock = new VirtualClock();
    const times: number[] = [];
    const deltas = await go(function* () {
      const deltas: number[] = [];
      for (let i = 0; i < 7; i++) {
        deltas.push(yield nextFrame());
        times.push(Math.round(clock.now()));
        yield sleep(i === 3 ? 40 : 5);
      }
      return deltas.map(Math.round);
    }, clock);
    expect(times).toEqual([17, 33, 50, 67, 117, 133, 150]);
    expect(deltas).toEqual([0, 17, 17, 17, 0, 17, 17]);
  });
});

test('stats of the clock’s timers: how late they were', async () => {
  const clock = new VirtualClock();
  const scheduler = new Scheduler(clock);
  await new Promise<void>((resolve) => scheduler.addTimer(5, resolve));
  expect([scheduler.lag, scheduler.pending]).toEqual([0, 0]);
});
