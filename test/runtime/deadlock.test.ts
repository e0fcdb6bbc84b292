/** Deadlock: when it is declared, when it is not, what the run rejects with, and how its tasks end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Performed } from '../../runtime/awaitable.ts';
import type { Waiter } from '../../runtime/frame.ts';
import {
  type Awaitable,
  DeadlockError,
  race,
  run,
  select,
  shield,
  sleep,
  spawn,
  suspend,
  type Task,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, type Body, inFinally } from './async-body.ts';
import { type Programs, programs } from './process.ts';

/** Waits until somebody sets it, from inside of the run: as a channel or a lock does. */
function gate(name: string): Awaitable<void> & { open(): void } {
  let waiters: Waiter[] = [];
  let opened = false;
  const operation = new Performed<void>(() => {
    let mine: Waiter | undefined;
    return {
      ready: () => opened,
      suspend: (waiter) => {
        mine = waiter;
        waiters.push(waiter);
      },
      result: () => {},
      cancel: () => {
        waiters = waiters.filter((one) => one !== mine);
      },
      describe: () => name,
    };
  });
  return Object.assign(operation as unknown as Awaitable<void>, {
    open: () => {
      opened = true;
      for (const waiter of waiters.splice(0)) waiter.wake();
    },
  });
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (e: unknown) => e,
  );
const go = (body: Body<unknown>, options = {}): Promise<unknown> =>
  failure(run(asyncOf('main', body), { clock: new VirtualClock(), ...options }));
const worker = (name: string, body: Body<unknown>) => asyncOf(name, body);

describe('on a scheduler of its own', () => {
  test('is declared when nothing is left that could wake a task: the tasks end as cancelled, run rejects with the dump', async () => {
    const log: string[] = [];
    const error = (await go(function* () {
      const a = gate('a');
      const b = gate('b');
      const left = spawn(
        worker('left', function* () {
          try {
            yield sleep(10);
            yield a;
            b.open();
          } finally {
            log.push('left');
          }
        }),
      );
      spawn(
        worker('right', function* () {
          try {
            yield b;
            a.open();
          } finally {
            log.push('right');
          }
        }),
      );
      try {
        yield left;
      } finally {
        log.push('main');
      }
    })) as DeadlockError;
    expect(error).toBeInstanceOf(DeadlockError);
    expect([error.name, error.code]).toEqual(['DeadlockError', 'deadlock']);
    expect(error.message).toBe(
      `nothing is left that could wake what waits
ready: 0, timers: 0
main: waits for task left
    at main
  left: waits for a
      at left
  right: waits for b
      at right
(lines and times are known after debug({}))`,
    );
    expect(JSON.parse(JSON.stringify(error.dump))).toEqual({
      runs: [
        {
          name: 'main',
          status: 'waiting',
          waitsFor: 'task left',
          at: [{ function: 'main' }],
          children: [
            { name: 'left', status: 'waiting', waitsFor: 'a', at: [{ function: 'left' }], children: [] },
            { name: 'right', status: 'waiting', waitsFor: 'b', at: [{ function: 'right' }], children: [] },
          ],
        },
      ],
      ready: 0,
      timers: 0,
    });
    expect(log).toEqual(['main', 'left', 'right']);
  });

  test('waits for children and daemons wake nobody', async () => {
    const error = (await go(function* () {
      spawn(
        worker('daemon', function* () {
          yield gate('for ever');
        }),
        { daemon: true },
      );
      spawn(
        worker('child', function* () {
          yield gate('nothing');
        }),
      );
    })) as DeadlockError;
    expect(String(error.dump)).toContain('main: waits for its children\n  daemon: waits for for ever');
  });

  test.each<[string, () => unknown]>([
    ['a promise', () => new Promise((resolve) => setTimeout(resolve, 20, 'came'))],
    [
      'a promise inside of a scope',
      () =>
        shield(
          () =>
            worker('inner', function* () {
              return yield new Promise((resolve) => setTimeout(resolve, 20, 'came'));
            }) as never,
        ),
    ],
    ['suspend', () => suspend((resume: (x: string) => void) => void setTimeout(resume, 20, 'came'))],
    [
      'a timer',
      () =>
        worker('sleeper', function* () {
          yield sleep(1e9);
          return 'came';
        }),
    ],
  ])('is not declared while somebody waits for %s', async (_, operation) => {
    expect(
      await go(function* () {
        const open = gate('open');
        spawn(
          worker('waiting', function* () {
            yield open;
          }),
        );
        const value: unknown = yield operation();
        open.open();
        return value;
      }),
    ).toBe('came');
  });

  test.each<[string, (task: Task<unknown>, co: unknown) => unknown]>([
    ['a task', (task) => task],
    ['one of several tasks', (task) => race([task, sleep(Number.POSITIVE_INFINITY)])],
    ['a task, in a select', (task) => select({ task, never: sleep(Number.POSITIVE_INFINITY) })],
    ['a coroutine', (_, co) => co],
  ])('nor while somebody waits for %s of another scheduler', async (_, operation) => {
    const co = worker('elsewhere', function* () {
      yield sleep(20);
      return 'came';
    });
    const task = spawn(co as never) as Task<unknown>;
    const value = await go(function* () {
      return yield operation(task, co);
    });
    expect(value).toSatisfy((x: unknown) => x === 'came' || (x as { value: unknown }).value === 'came');
  });

  test('plain code that waits in a promise’s job has its turn before', async () => {
    const open = gate('open');
    const outcome = go(function* () {
      yield open;
      return 'opened';
    });
    for (let i = 0; i < 20; i++) await null;
    open.open();
    expect(await outcome).toBe('opened');
  });

  test('a clean-up may go on, and its error is the cause', async () => {
    const log: string[] = [];
    const error = (await go(function* () {
      try {
        yield gate('never');
      } finally {
        yield inFinally(sleep(5));
        log.push('cleaned up');
        // biome-ignore lint/correctness/noUnsafeFinally: that it fails is what is tested
        throw new Error('from clean-up');
      }
    })) as DeadlockError;
    expect(error.code).toBe('deadlock');
    expect((error.cause as Error).message).toBe('from clean-up');
    expect(log).toEqual(['cleaned up']);
  });

  test('a clean-up that is stuck itself does not keep the run from rejecting', async () => {
    const error = (await go(function* () {
      try {
        yield gate('never');
      } finally {
        yield inFinally(gate('never again'));
      }
    })) as DeadlockError;
    expect(error.code).toBe('deadlock');
    expect(String(error.dump)).toContain('main: waits for never\n');
  });

  test('a run that has ended is not told, nor one that was cancelled before it began', async () => {
    const abort = AbortSignal.abort('before');
    expect(await go(function* () {}, { signal: abort })).toMatchObject({
      code: 'cancelled',
      reason: 'before',
    });
    expect(await go(function* () {})).toBeUndefined();
  });

  test('a tree of 20,000 levels can be dumped', async () => {
    const never = gate('never');
    const level = (n: number): Body<unknown> =>
      function* () {
        if (n === 0) return yield never;
        const child: Task<unknown> = spawn(worker('level', level(n - 1)));
        yield child;
      };
    const error = (await go(level(20_000))) as DeadlockError;
    expect(error.code).toBe('deadlock');
    expect(error.message.split('\n').length).toBeLessThan(1100);
    expect(error.message).toContain('… and more');
  });
});

describe('on the scheduler that plain code shares', () => {
  /** Only in a process of its own the loop ends. */
  let node: Programs;
  beforeAll(async () => {
    node = await programs();
  });
  afterAll(() => node.remove());

  test('is declared when the host’s loop would end; what waits for a promise is stuck then too', () => {
    const { status, lines } = node.run(
      'program1',
      `
      import { run, sleep, spawn } from 'stackless';
      setTimeout(() => console.log('the loop ends'), 50);
      const outcome = (promise) => promise.catch((e) => e.code + ': ' + e.dump.runs.map((run) => run.name).join());
      const never = new Promise(() => {});
      const first = outcome(run(async () => {
        try {
          await sleep(10);
          await never;
        } finally {
          await sleep(10);
          console.log('cleaned up');
        }
      }, { name: 'first' }));
      const own = outcome(run(async () => { await never; }, { name: 'own', seed: 1 }));
      console.log(await Promise.all([first, own]));`,
    );
    expect(lines).toEqual(['the loop ends', 'cleaned up', "[ 'deadlock: first', 'deadlock: own' ]"]);
    expect(status).toBe(0);
  });

  test('a clean-up that is stuck rejects at the next end of the loop; nobody listens once no run is left', () => {
    const { lines } = node.run(
      'program2',
      `
      import { run, sleep } from 'stackless';
      const never = new Promise(() => {});
      const e = await run(async () => { try { await never; } finally { await never; } }).catch((e) => e);
      console.log(e.code, process.listenerCount('beforeExit'));
      const other = run(async () => { await sleep(1); });
      console.log(process.listenerCount('beforeExit'));
      await other;
      console.log(process.listenerCount('beforeExit'));`,
    );
    expect(lines).toEqual(['deadlock 0', '1', '0']);
  });

  test('a root task that plain code spawned and forgot keeps no process', () => {
    const { status, lines } = node.run(
      'program3',
      `
      import { spawn } from 'stackless';
      spawn(async () => { await new Promise(() => {}); });
      console.log('on');`,
    );
    expect([status, lines]).toEqual([0, ['on']]);
  });
});
