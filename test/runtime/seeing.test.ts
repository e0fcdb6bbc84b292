/** Seeing it: dumps, reports of `debug()`, the stacks of errors, counters. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type AsyncCoroutine,
  allowNative,
  Channel,
  coroutine,
  type Dump,
  debug,
  dump,
  run,
  scope,
  sleep,
  spawn,
  stats,
  suspend,
  timeout,
  transfer,
} from '../../runtime/index.ts';
import { asyncOf, go, inFinally } from './async-body.ts';
import { compiled } from './compiled.ts';
import { type Programs, programs } from './process.ts';
import { script } from './script.ts';

let node: Programs;
beforeAll(async () => {
  node = await programs();
});
afterAll(() => node.remove());
afterEach(() => {
  debug(false);
  vi.restoreAllMocks();
});

allowNative();

describe('a dump', () => {
  test('of dining philosophers: the deadlock, with lines and times', () => {
    const { lines } = node.run(
      'philosophers',
      `import { debug, Mutex, run, sleep, spawn, VirtualClock } from 'stackless';

debug({});
const forks = [new Mutex(), new Mutex(), new Mutex()];

async function takeBoth(left: Mutex, right: Mutex) {
  'use coroutine';
  using first = await left.lock();
  await sleep(10);
  using second = await right.lock();
  return [first, second];
}

async function dine(seat: number) {
  'use coroutine';
  for (;;) await takeBoth(forks[seat]!, forks[(seat + 1) % 3]!);
}

const table = run(
  async () => {
    for (const [seat, name] of ['Plato', 'Kant', 'Hume'].entries()) spawn(dine(seat), { name });
  },
  { clock: new VirtualClock(), name: 'table' },
);
await table.catch((e) => console.log(e.message.replaceAll(/acquire\\(1\\)|lock\\(\\)/g, 'a fork')));
`,
    );
    expect(lines.join('\n')).toBe(`nothing is left that could wake what waits
ready: 0, timers: 0
table: waits for its children
  Plato: waits for a fork, since 10 ms
      at dine (<folder>/philosophers.ts:16:12)
      at takeBoth (<folder>/philosophers.ts:10:18)
  Kant: waits for a fork, since 10 ms
      at dine (<folder>/philosophers.ts:16:12)
      at takeBoth (<folder>/philosophers.ts:10:18)
  Hume: waits for a fork, since 10 ms
      at dine (<folder>/philosophers.ts:16:12)
      at takeBoth (<folder>/philosophers.ts:10:18)`);
  });

  test('every task of every run, as a tree: what is ready, what runs, scopes and limits in their places', async () => {
    let seen!: Dump;
    await go(function* () {
      const jobs = new Channel<number>();
      spawn(
        asyncOf('worker', function* () {
          yield asyncOf('take', function* () {
            yield jobs.receive();
          });
        }),
        { name: 'first' },
      );
      spawn(
        asyncOf('limited', function* () {
          yield timeout(
            1000,
            scope(
              (() =>
                asyncOf('body', function* () {
                  spawn(
                    asyncOf('inner', function* () {
                      yield new Promise(() => {});
                    }),
                  );
                  yield sleep(50);
                })) as never,
              { name: 'box' },
            ),
          );
        }),
        { daemon: true },
      );
      yield sleep(1);
      spawn(asyncOf('late', function* () {}));
      jobs.trySend(1);
      seen = dump();
    });
    const [main] = seen.runs.filter((view) => view.name === 'main');
    expect(seen.ready).toBeGreaterThanOrEqual(2);
    expect(main).toMatchObject({
      name: 'main',
      status: 'running',
      at: [{ function: 'main' }],
      children: [
        { name: 'first', status: 'ready', at: [{ function: 'worker' }, { function: 'take' }], children: [] },
        {
          name: 'limited',
          status: 'waiting',
          waitsFor: 'scope box',
          at: [{ function: 'limited' }],
          children: [
            {
              name: 'box',
              waitsFor: 'sleep(50)',
              at: [{ function: 'body' }],
              children: [{ name: 'inner', waitsFor: 'a promise', children: [] }],
            },
          ],
        },
        { name: 'late', status: 'ready', at: [{ function: 'late' }] },
      ],
    });
    expect(JSON.parse(JSON.stringify(seen))).toEqual({
      runs: seen.runs,
      ready: seen.ready,
      timers: seen.timers,
    });
    expect(String(seen)).toContain(`main: running
    at main
  first: ready
      at worker
      at take
  limited: waits for scope box
      at limited
    box: waits for sleep(50)
        at body
      inner: waits for a promise
          at inner
  late: ready
      at late`);
    expect(dump().runs.map((view) => view.name)).not.toContain('main');
  });

  test('goes through delegation, transfers and generators, and counts since when', async () => {
    debug({});
    const seen = await compiled<Dump>(`
      const lines = coroutine(async function* () { await sleep(5); yield 1; });
      const reader = coroutine(async () => { for await (const line of lines()) return line; });
      const walk = coroutine(function* (n) { if (n > 0) yield* walk(n - 1); else yield* sleep(7); });
      const pong = coroutine(function* () { yield* walk(1); });
      const ping = coroutine(function* () { yield* transfer(pong()); });
      let seen;
      await run(async () => {
        await sleep(1);
        spawn(reader());
        spawn(walk(2), { name: 'walker' });
        spawn(ping());
        await sleep(2);
        seen = dump();
      }, { clock: new VirtualClock(100) });
      return seen;`);
    const children = seen.runs.find((view) => view.children.length === 3)?.children ?? [];
    expect(children.map(({ name, since, at }) => [name, since, at.map((frame) => frame.function)])).toEqual([
      ['reader', 101, ['reader', 'lines']],
      ['walker', 101, ['walk', 'walk', 'walk']],
      ['ping', 101, ['ping', 'pong', 'walk', 'walk']],
    ]);
    for (const { at } of children) {
      for (const { line, column } of at) expect([typeof line, typeof column]).toEqual(['number', 'number']);
    }
  });

  test('without debug says how to have lines; debug(false) stops looking', async () => {
    const look = async (): Promise<string> => {
      let text = '';
      await go(function* () {
        const task = spawn(
          asyncOf('child', function* () {
            yield sleep(5);
          }),
        );
        yield sleep(1);
        text = String(dump());
        yield task;
      });
      return text;
    };
    debug({});
    debug(false);
    const text = await look();
    expect(text).toContain('child: waits for sleep(5)\n');
    expect(text).toMatch(/\(lines and times are known after debug\(\{\}\)\)$/);
    debug({});
    const known = await look();
    expect(known).toContain('child: waits for sleep(5), since 0 ms\n');
    expect(known).not.toContain('known after');
  });

  test('is written on a signal, which keeps no process running', () => {
    const { status, lines } = node.run(
      'signal',
      `import { dumpOnSignal } from 'stackless/node';
import { debug, run, sleep, spawn } from 'stackless';
debug({});
const off = dumpOnSignal();
await run(async () => {
  spawn(async () => {
    await sleep(60_000);
  }, { name: 'sleeper', daemon: true });
  await sleep(10);
  process.kill(process.pid, 'SIGUSR2');
  await sleep(50);
}, { name: 'main' });
off[Symbol.dispose]();
console.log(process.listenerCount('SIGUSR2'));`,
    );
    const text = lines.map((line) => line.replace(/since \d+/, 'since n'));
    expect(text.sort()).toEqual(
      [
        'ready: 0, timers: 2',
        'main: waits for sleep(50), since n ms',
        '    at <anonymous> (<folder>/signal.ts:11:3)',
        '  sleeper: waits for sleep(60000), since n ms',
        '      at <anonymous> (<folder>/signal.ts:7:5)',
        '0',
      ].sort(),
    );
    expect(status).toBe(0);
  });
});

describe('errors', () => {
  test('carry the chain of coroutines in their stack, as async frames, once', () => {
    const { lines } = node.run(
      'stack',
      `import { debug, run, sleep } from 'stackless';
debug({});
async function inner() {
  'use coroutine';
  await sleep(1);
  throw new Error('deep');
}
async function middle() {
  'use coroutine';
  await inner();
}
async function outer() {
  'use coroutine';
  try {
    await middle();
  } finally {
    await sleep(1);
  }
}
await run(outer()).catch((e) => console.log(e.stack));
async function waits() {
  'use coroutine';
  await Promise.reject(new Error('from outside'));
}
await run(waits()).catch((e) => console.log(e.stack));`,
    );
    const chain = lines
      // Newer engines name the receiver too.
      .map((line) => line.replace('at AsyncCoroutine.', 'at '))
      .filter((line) => /Error:|at inner|async (?!Promise)/.test(line));
    expect(chain).toEqual([
      'Error: deep',
      '    at inner (<folder>/stack.ts:6:9)',
      '    at async middle (<folder>/stack.ts:10:3)',
      '    at async outer (<folder>/stack.ts:15:5)',
      'Error: from outside',
      '    at async waits (<folder>/stack.ts:23:3)',
    ]);
  });

  test('that cannot be written to stay as they are', async () => {
    debug({});
    const frozen = Object.freeze(new Error('frozen'));
    await expect(
      go(function* () {
        yield asyncOf('inner', function* () {
          throw frozen;
        });
      }),
    ).rejects.toBe(frozen);
  });
});

describe('debug reports', () => {
  /** What is reported from now on. */
  const reports = (options: Parameters<typeof debug>[0] = {}): string[] => {
    const texts: string[] = [];
    debug({ ...options, report: (message) => void texts.push(message) });
    return texts;
  };

  test('a step longer than the threshold, with its name and lines', () => {
    const { lines } = node.run(
      'slow',
      `import { debug, run, sleep } from 'stackless';
debug({ slowStep: 60, report: (message, detail) => console.log(message.replace(/\\d+ ms/, 'n ms'), detail.kind, detail.ms >= 60) });
const spin = (ms: number) => { for (const end = performance.now() + ms; performance.now() < end; ); };
await run(async () => {
  await sleep(1);
  spin(90);
  await sleep(1);
  spin(1);
  await sleep(1);
  spin(90);
}, { name: 'main' });`,
    );
    // On a busy machine others may take long, too.
    expect(lines.filter((line) => !line.includes('its start'))).toEqual([
      'main ran for n ms without a suspension, from <anonymous> (<folder>/slow.ts:5:3) to <anonymous> (<folder>/slow.ts:7:3) slow-step true',
      'main ran for n ms without a suspension, from <anonymous> (<folder>/slow.ts:9:3) to its end slow-step true',
    ]);
  });

  test('an async coroutine that is dropped before it started, with where it was made', () => {
    const { lines } = node.run(
      'dropped',
      `import { debug, run, spawn } from 'stackless';
debug({ trackDropped: true, report: (message) => console.log(message) });
async function load() { 'use coroutine'; }
function forget() {
  load();
}
forget();
for (const use of [(co) => co.close(), (co) => run(co), (co) => run(async () => { await co; })]) await use(load());
await run(async () => { spawn(load()).cancel(); });
for (let i = 0; i < 10; i++) {
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 5));
}`,
      '--expose-gc',
    );
    expect(lines).toEqual([
      'load was dropped before it started: await it, or spawn it (made at <folder>/dropped.ts:5:3)',
    ]);
  });

  test('the first value of a transfer, which nobody receives', () => {
    const texts = reports();
    const target = script('target', { transfer: () => head }, { return: 1 });
    const head: ReturnType<typeof script> = script(
      'head',
      { transfer: () => target, value: 'lost' },
      { transfer: () => target, value: 'kept' },
      { return: 2 },
    );
    head.resume();
    expect(texts).toEqual([
      'target has not started, so the value transferred to it is dropped: pass it as an argument',
    ]);
    const native = coroutine(function* (): Generator<never, void, unknown> {
      yield* transfer(other, 5);
    });
    const other = coroutine(function* (): Generator<never, void, unknown> {})();
    native().resume();
    expect(texts).toHaveLength(2);
  });

  test('a suspend that is resumed when it is over', async () => {
    const texts = reports();
    await go(function* () {
      yield suspend(function twice(resume: (n: number) => void) {
        resume(1);
        resume(2);
      });
    });
    expect(texts).toEqual([
      'suspend(twice) was resumed when it was over: its clean-up should have taken the callback back',
    ]);
  });

  test('clean-up that takes long, with what it waits for; not what ends in time', async () => {
    const texts = reports({ slowCleanup: 200 });
    await run(
      asyncOf('main', function* () {
        for (const ms of [1, 500]) {
          const task = spawn(
            asyncOf('worker', function* () {
              try {
                yield sleep(10_000);
              } finally {
                yield inFinally(sleep(ms));
              }
            }),
            { name: `worker ${ms}` },
          );
          yield sleep(1);
          task.cancel();
        }
      }),
    );
    expect(texts).toEqual([
      'worker 500 was cancelled 200 ms ago and has not ended, and waits for sleep(500)',
    ]);
  });

  test('names: tasks of one name are numbered', async () => {
    debug({ names: true });
    const names: string[] = [];
    await go(function* () {
      for (let i = 0; i < 3; i++) names.push(spawn(asyncOf('worker', function* () {})).name);
    });
    expect(names).toEqual(['worker', 'worker#2', 'worker#3']);
  });

  test('to console.warn unless told; a report that throws is uncaught, and stops nothing', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const late = (): Promise<unknown> =>
      go(function* () {
        yield suspend<void>((resume) => {
          resume();
          resume();
        });
        return 'went on';
      });
    debug({});
    expect(await late()).toBe('went on');
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      'stackless: suspend() was resumed when it was over: its clean-up should have taken the callback back',
    ]);
    const uncaught: unknown[] = [];
    vi.stubGlobal('reportError', (e: unknown) => uncaught.push(e));
    const error = new Error('a report');
    debug({
      report: () => {
        throw error;
      },
    });
    expect(await late()).toBe('went on');
    vi.unstubAllGlobals();
    expect(uncaught).toEqual([error]);
  });

  test.each([{ slowStep: Number.NaN }, { slowCleanup: -1 }])('times are numbers: %o', (options) => {
    expect(() => debug(options)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});

test('stats count tasks, what is ready, timers and steps', async () => {
  const before = stats();
  await go(function* () {
    const idle: AsyncCoroutine<unknown>[] = [0, 1, 2].map((n) =>
      asyncOf('sleeper', function* () {
        yield sleep(10 + n);
      }),
    );
    for (const one of idle) spawn(one);
    yield sleep(1);
    spawn(asyncOf('ready', function* () {}));
    const now = stats();
    expect(now.tasks - before.tasks).toBe(5);
    expect(now.ready - before.ready).toBe(1);
    expect(now.timers - before.timers).toBe(3);
    expect(now.steps - before.steps).toBe(5);
  });
  expect(stats().tasks).toBe(before.tasks);
});
