/** The scheduler: who runs next, when the host has its turn, and what an error in a step does to the others. */
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Awaitable } from '../../runtime/awaitable.ts';
import { type Awaiter, PERFORM, type Waiter } from '../../runtime/frame.ts';
import { macrotask } from '../../runtime/host.ts';
import { checkpoint, run, sleep, spawn, VirtualClock } from '../../runtime/index.ts';
import { Scheduler } from '../../runtime/scheduler.ts';
import { asyncOf, go } from './async-body.ts';

afterEach(() => vi.unstubAllGlobals());

/** Hands control straight to whoever waits at it, and waits there itself. */
class Exchange extends Awaitable<void> implements Awaiter<void> {
  private waiting: Waiter | undefined;
  override [PERFORM](): Awaiter<void> {
    return this;
  }
  ready(): boolean {
    return false;
  }
  suspend(waiter: Waiter): Waiter | undefined {
    const before = this.waiting;
    this.waiting = waiter;
    return before;
  }
  result(): void {}
  cancel(): void {
    this.waiting = undefined;
  }
  describe(): string {
    return 'exchange';
  }
}

describe('hand-offs', () => {
  test('two that hand over to each other for ever let the ready queue go on after 16 in a row', async () => {
    const exchange = new Exchange();
    let handOffs = 0;
    const gaps: number[] = [];
    await go(function* () {
      const partner = () =>
        asyncOf('partner', function* () {
          for (;;) {
            yield exchange;
            handOffs++;
          }
        });
      const pair = [spawn(partner()), spawn(partner())];
      for (let i = 0; i < 5; i++) {
        const before = handOffs;
        yield checkpoint();
        gaps.push(handOffs - before);
      }
      for (const task of pair) task.cancel();
    });
    expect(gaps.slice(1)).toEqual([17, 17, 17, 17]);
  });

  test('what was just woken by one runs before what is ready', async () => {
    const log: string[] = [];
    const exchange = new Exchange();
    const names = ['a', 'b', 'c'];
    await go(function* () {
      const tasks = names.map((name) =>
        spawn(
          asyncOf(name, function* () {
            yield exchange;
            log.push(name);
          }),
        ),
      );
      spawn(
        asyncOf('ready', function* () {
          log.push('ready');
        }),
      );
      yield sleep(1);
      tasks[2]?.cancel();
    });
    // b hands over to a, c to b; a was put at the back by nobody, for it ran at once.
    expect(log).toEqual(['a', 'b', 'ready']);
  });
});

describe('the host’s loop', () => {
  /** A task that is always ready, until `done` is true. */
  const spin = (done: () => boolean, operation: () => unknown) =>
    run(
      asyncOf('spin', function* () {
        while (!done()) yield operation();
      }),
    );

  test.each([
    ['checkpoints', checkpoint],
    ['resolved promises', () => Promise.resolve()],
  ])('a busy ready queue starves no timer of the host: %s', async (_, operation) => {
    let fired = 0;
    const timer = setInterval(() => fired++, 1);
    await spin(() => fired >= 3, operation);
    clearInterval(timer);
    expect(fired).toBeGreaterThanOrEqual(3);
  });

  test('nor a socket', async () => {
    const server = createServer((socket) => socket.pipe(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    let echoed = '';
    const client = connect(port, '127.0.0.1', () => client.write('hello'));
    client.on('data', (data) => {
      echoed += String(data);
    });
    await spin(() => echoed === 'hello', checkpoint);
    client.destroy();
    server.close();
    expect(echoed).toBe('hello');
  });

  test('no more steps than the budget from one turn to the next, in many small drains too', async () => {
    const seen: number[] = [];
    let steps = 0;
    let watching = true;
    const watch = (): void => {
      if (!watching) return;
      seen.push(steps);
      steps = 0;
      setImmediate(watch);
    };
    await run(
      asyncOf('main', function* () {
        setImmediate(watch);
        for (let i = 0; i < 500; i++) {
          yield i % 2 === 0 ? Promise.resolve() : checkpoint();
          steps++;
        }
      }),
      { budget: { steps: 50, ms: 1000 } },
    );
    watching = false;
    expect(Math.max(...seen)).toBeLessThanOrEqual(51);
    expect(seen.length).toBeGreaterThanOrEqual(9);
  });

  test.each([{ steps: 0 }, { steps: Number.NaN }, { ms: -1 }])('a budget is positive: %o', async (budget) => {
    await expect(
      run(
        asyncOf('main', function* () {}),
        { budget },
      ),
    ).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });

  test('a macrotask is setImmediate, else a task of the browser’s scheduler, else a message, else a timer', async () => {
    const used: string[] = [];
    const { setImmediate: immediate, MessageChannel: Channel, setTimeout: timer } = globalThis;
    const turn = async (): Promise<string[]> => {
      await new Promise<void>(macrotask);
      return used.splice(0);
    };
    vi.stubGlobal('setImmediate', (f: () => void) => {
      used.push('setImmediate');
      return immediate(f);
    });
    vi.stubGlobal('setTimeout', (f: () => void) => {
      used.push('setTimeout');
      return timer(f);
    });
    vi.stubGlobal('scheduler', {
      postTask: (f: () => void) => {
        used.push('postTask');
        return timer(f);
      },
    });
    const made: MessageChannel[] = [];
    vi.stubGlobal(
      'MessageChannel',
      class extends Channel {
        constructor() {
          super();
          used.push('MessageChannel');
          made.push(this);
        }
      },
    );
    expect(await turn()).toEqual(['setImmediate']);
    vi.stubGlobal('setImmediate', undefined);
    expect(await turn()).toEqual(['postTask']);
    vi.stubGlobal('scheduler', undefined);
    expect(await turn()).toEqual(['MessageChannel']);
    expect(await turn()).toEqual([]);
    vi.stubGlobal('MessageChannel', undefined);
    expect(await turn()).toEqual(['setTimeout']);
    for (const { port1, port2 } of made) {
      port1.close();
      port2.close();
    }
  });
});

describe('errors', () => {
  /** What is reported as uncaught, instead of ending the test. */
  const reports = (): string[] => {
    const texts: string[] = [];
    vi.stubGlobal('reportError', (e: Error) => texts.push(e.message));
    return texts;
  };
  const failing = (text: string) => () => {
    throw new Error(text);
  };

  test('a step that throws is reported, and the others run', async () => {
    const texts = reports();
    const scheduler = new Scheduler(new VirtualClock());
    const ran: number[] = [];
    await new Promise<void>((resolve) => {
      scheduler.enqueue({ step: () => ran.push(1) });
      scheduler.enqueue({ step: failing('a step') });
      scheduler.enqueue({ step: () => ran.push(2) });
      scheduler.enqueue({ step: resolve });
    });
    expect([texts, ran]).toEqual([['a step'], [1, 2]]);
  });

  test('a timer’s callback that throws is reported, and those of the same instant fire', async () => {
    const texts = reports();
    const clock = new VirtualClock();
    const fired: string[] = [];
    await run(
      asyncOf('main', function* () {
        clock.schedule(5, failing('a timer'));
        clock.schedule(5, () => fired.push('after'));
        yield sleep(5);
        fired.push('sleeper');
      }),
      { clock },
    );
    expect([texts, fired]).toEqual([['a timer'], ['after', 'sleeper']]);
  });

  test('a listener of a task’s signal that throws is reported, and stops nothing', async () => {
    const texts: string[] = [];
    const log: string[] = [];
    const listener = (e: Error): void => void texts.push(e.message);
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', listener);
    try {
      await go(function* () {
        const task = spawn(
          asyncOf('worker', function* () {
            try {
              yield sleep(10);
            } finally {
              log.push('cleaned up');
            }
          }),
        );
        task.signal.addEventListener('abort', failing('a listener'));
        task.signal.addEventListener('abort', () => log.push('second listener'));
        yield sleep(1);
        yield task.cancel();
        log.push('on');
      });
      await new Promise<void>(macrotask);
    } finally {
      process.off('uncaughtException', listener);
      for (const other of others) process.on('uncaughtException', other);
    }
    expect([texts, log]).toEqual([['a listener'], ['second listener', 'cleaned up', 'on']]);
  });
});
