import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  aborted,
  all,
  checkpoint,
  fromPromise,
  race,
  run,
  sleep,
  spawn,
  type Task,
} from '../../runtime/index.ts';
import { asyncOf, type Body, go } from './async-body.ts';

const task = <R>(body: Body<R>): AsyncCoroutine<R> => asyncOf('task', body);

describe('fromPromise', () => {
  test('gives the value, throws the rejection, and starts anew each time it is awaited', async () => {
    let started = 0;
    const log = await go(function* () {
      const good = fromPromise(async () => ++started);
      const bad = fromPromise(() => Promise.reject(new Error('rejected')));
      const log: unknown[] = [yield good, yield good];
      try {
        yield bad;
      } catch (e) {
        log.push((e as Error).message);
      }
      return log;
    });
    expect(log).toEqual([1, 2, 'rejected']);
    expect(started).toBe(2);
  });

  test('what start throws is thrown at the await; nothing starts before', async () => {
    const broken = fromPromise(() => {
      throw new Error('at once');
    });
    await expect(
      go(() =>
        (function* () {
          yield broken;
        })(),
      ),
    ).rejects.toThrow('at once');
    expect(() => fromPromise(5 as never)).toThrow(TypeError);
  });

  test('the signal is aborted, with the reason, when the awaiter is cancelled; a later rejection is nobody’s', async () => {
    const log: unknown[] = [];
    await go(function* () {
      const waiting = spawn(
        task(function* () {
          yield fromPromise(
            (signal) =>
              new Promise((_, reject) => {
                signal.addEventListener('abort', () => {
                  log.push(signal.aborted);
                  reject(new Error('aborted'));
                });
              }),
          );
        }),
      );
      yield checkpoint();
      yield waiting.cancel('why');
      log.push((yield waiting.join()).status);
      yield sleep(1);
    });
    expect(log).toEqual([true, 'cancelled']);
  });

  test('the signal is aborted when it loses a race, and not when it wins', async () => {
    const signals: AbortSignal[] = [];
    const value = await go(function* () {
      const never = fromPromise((signal) => new Promise<string>(() => signals.push(signal)));
      const soon = fromPromise(async (signal) => {
        signals.push(signal);
        return 'soon';
      });
      return yield race([never, soon]);
    });
    expect(value).toBe('soon');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});

describe('aborted', () => {
  test('ends with the reason, at once if it has been aborted', async () => {
    const seen = await go(function* () {
      const controller = new AbortController();
      const waiting = spawn(
        task(function* () {
          return yield aborted(controller.signal);
        }),
      );
      yield sleep(1);
      controller.abort('reason');
      return [yield waiting, yield aborted(controller.signal), yield aborted(AbortSignal.abort(7))];
    });
    expect(seen).toEqual(['reason', 'reason', 7]);
    expect(() => aborted({} as never)).toThrow(TypeError);
  });

  test('a cancelled one leaves no listener', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const counted = {
      aborted: false,
      addEventListener(...args: Parameters<AbortSignal['addEventListener']>) {
        listeners++;
        signal.addEventListener(...args);
      },
      removeEventListener(...args: Parameters<AbortSignal['removeEventListener']>) {
        listeners--;
        signal.removeEventListener(...args);
      },
    } as AbortSignal;
    await go(function* () {
      yield race([aborted(counted), sleep(1)]);
      const waiting = spawn(
        task(function* () {
          yield aborted(counted);
        }),
      );
      yield sleep(1);
      expect(listeners).toBe(1);
      yield waiting.cancel();
    });
    expect(listeners).toBe(0);
  });
});

describe('plain async code', () => {
  test('awaits tasks and operations, and leaves them by an abort', async () => {
    const controller = new AbortController();
    const worked = spawn(
      task(function* () {
        yield sleep(1);
        return 'worked';
      }),
    );
    expect(await worked).toBe('worked');
    expect(await all([sleep(1), fromPromise(async () => 2)])).toEqual([undefined, 2]);
    setTimeout(() => controller.abort('enough'), 5);
    expect(await race([sleep(60_000), aborted(controller.signal)])).toBe('enough');
  });

  test('below a task it is told of a cancellation by the task’s signal', async () => {
    const log: unknown[] = [];
    const native = async (signal: AbortSignal): Promise<void> => {
      log.push(await race([sleep(1_000), aborted(signal)]));
    };
    await go(function* () {
      const waiting: Task<void> = spawn(
        task<void>(function* () {
          yield native(waiting.signal);
        }),
      );
      yield sleep(1);
      yield waiting.cancel('over');
      yield sleep(1);
    });
    // Plain code goes on in jobs of its own.
    await new Promise(setImmediate);
    expect(log).toEqual(['over']);
  });

  test('run ends by a signal, with what it started', async () => {
    const controller = new AbortController();
    const log: string[] = [];
    const running = run(
      task(function* () {
        try {
          yield sleep(60_000);
        } finally {
          log.push('cleaned up');
        }
      }),
      { signal: controller.signal },
    );
    setTimeout(() => controller.abort('enough'), 1);
    await expect(running).rejects.toMatchObject({ code: 'cancelled', reason: 'enough' });
    expect(log).toEqual(['cleaned up']);
  });
});
