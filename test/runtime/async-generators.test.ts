import { describe, expect, test } from 'vitest';
import { currentTask, sleep, spawn } from '../../runtime/index.ts';
import { asyncIterate } from '../../runtime/language/index.ts';
import { asyncGeneratorOf, asyncOf, type Body, delegateTo, emit, go, inFinally } from './async-body.ts';
import { script } from './script.ts';

/** `for await (const x of source) each(x)`, as the compiler lowers it; `each` may return true to break. */
function* forAwait(source: unknown, each: (x: unknown) => unknown): ReturnType<Body<void>> {
  const it = asyncIterate(source as AsyncIterable<unknown>);
  let inside = false;
  try {
    for (;;) {
      inside = false;
      if (it.done(yield it.next())) return;
      inside = true;
      if (each(it.value)) break;
    }
  } finally {
    if (inside && it.closes()) it.closed(yield inFinally(it.return()));
  }
}

const counter = (log: string[] = []) =>
  asyncGeneratorOf('counter', function* () {
    try {
      for (let i = 0; ; i++) {
        yield sleep(1);
        yield emit(i);
      }
    } finally {
      yield inFinally(sleep(1));
      log.push('counter closed');
    }
  });

describe('pulled by a coroutine', () => {
  test('runs in the task that pulls; breaking out closes it, and waits for that', async () => {
    const log: unknown[] = [];
    await go(function* () {
      yield* forAwait(counter(log as string[]), (x) => {
        log.push(x);
        return x === 2;
      });
      log.push('after');
    });
    expect(log).toEqual([0, 1, 2, 'counter closed', 'after']);
  });

  test('its body runs in the puller’s task', async () => {
    const generator = asyncGeneratorOf('generator', function* () {
      yield emit(currentTask());
      yield sleep(1);
      yield emit(currentTask());
    });
    await go(function* () {
      const me = currentTask();
      yield* forAwait(generator, (x) => expect(x).toBe(me));
    });
  });

  test('cancelling the puller returns it where it is suspended, and goes on in the puller', async () => {
    const log: string[] = [];
    const generator = counter(log);
    await go(function* () {
      const task = spawn(
        asyncOf('puller', function* () {
          try {
            yield* forAwait(generator, () => false);
          } finally {
            log.push('puller closed');
          }
        }),
      );
      yield sleep(2.5);
      log.push(generator.status);
      yield inFinally(task.cancel());
      log.push(task.status, generator.status);
    });
    expect(log).toEqual(['awaiting', 'counter closed', 'puller closed', 'cancelled', 'done']);
  });

  test('an error in it is thrown at the pull, through all frames', async () => {
    const failing = asyncGeneratorOf('failing', function* () {
      yield emit(1);
      yield asyncOf('inner', function* () {
        yield sleep(1);
        throw new Error('inner');
      });
    });
    const got: unknown[] = [];
    await expect(
      go(function* () {
        yield* forAwait(failing, (x) => void got.push(x));
      }),
    ).rejects.toThrow('inner');
    expect(got).toEqual([1]);
    expect(failing.status).toBe('done');
  });

  test('generators that pull generators, and delegate to them, in one task', async () => {
    const inner = asyncGeneratorOf('inner', function* () {
      yield sleep(1);
      yield emit('a');
      yield emit('b');
      return 'r';
    });
    const middle = asyncGeneratorOf('middle', function* () {
      const r = yield delegateTo(inner);
      yield emit(r);
      yield delegateTo([Promise.resolve('p'), 'q']);
    });
    const outer = asyncGeneratorOf('outer', function* () {
      yield* (function* () {
        const it = asyncIterate(middle as never);
        while (!it.done(yield it.next())) yield emit(`<${it.value}>`);
      })();
    });
    const got: unknown[] = [];
    await go(function* () {
      yield* forAwait(outer, (x) => void got.push(x));
    });
    expect(got).toEqual(['<a>', '<b>', '<r>', '<p>', '<q>']);
  });

  test('two pullers take turns, in the order of their requests', async () => {
    const generator = counter();
    const got: unknown[] = [];
    await go(function* () {
      for (const name of ['x', 'y']) {
        spawn(
          asyncOf(name, function* () {
            for (let i = 0; i < 3; i++) {
              const it = asyncIterate(generator as never);
              it.done(yield it.next());
              got.push(`${name}${it.value}`);
            }
          }),
        );
      }
    });
    expect(got).toEqual(['x0', 'y1', 'x2', 'y3', 'x4', 'y5']);
  });

  test('a session member cannot be reached from an async generator', async () => {
    const target = script('target', { return: 1 });
    const generator = asyncGeneratorOf('generator', function* () {
      const { transfer } = yield import('../../runtime/index.ts');
      yield delegateTo(transfer(target as never));
    });
    await expect(
      go(function* () {
        yield* forAwait(generator, () => false);
      }),
    ).rejects.toMatchObject({ code: 'coroutine-async' });
  });
});

describe('from plain code', () => {
  const three = () =>
    asyncGeneratorOf('three', function* () {
      for (let i = 1; i <= 3; i++) {
        yield Promise.resolve();
        yield emit(i);
      }
      return 'end';
    });

  test('for await of the engine', async () => {
    const got: unknown[] = [];
    for await (const x of three() as unknown as AsyncIterable<unknown>) got.push(x);
    expect(got).toEqual([1, 2, 3]);
  });

  test('requests queue, in order, also past the end', async () => {
    const g = three();
    const results = await Promise.all([g.next(), g.next(), g.next(), g.next(), g.next()]);
    expect(results).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
      { value: 3, done: false },
      { value: 'end', done: true },
      { value: undefined, done: true },
    ]);
  });

  test('a native generator gives the same, request by request', async () => {
    const log: string[][] = [[], []];
    async function* native(): AsyncGenerator<unknown, void, unknown> {
      try {
        const a = yield 1;
        log[0]?.push(`got ${a}`);
        yield 2;
      } finally {
        yield 'closing';
      }
    }
    const ours = asyncGeneratorOf('ours', function* () {
      try {
        const a = yield emit(1);
        log[1]?.push(`got ${a}`);
        yield emit(2);
      } finally {
        yield emit('closing');
      }
    });
    const drive = (g: AsyncGenerator<unknown, unknown, unknown>) =>
      Promise.allSettled([
        g.next('dropped'),
        g.next('a'),
        g.return(Promise.resolve('r')),
        g.next(),
        g.next(),
        g.throw(new Error('late')),
        g.return(Promise.reject(new Error('rejected'))),
      ]);
    const expected = await drive(native());
    expect(await drive(ours as unknown as AsyncGenerator<unknown, unknown, unknown>)).toEqual(expected);
    expect(log[1]).toEqual(log[0]);
  });

  test('return and throw before the start: the body never runs', async () => {
    let ran = false;
    const make = () =>
      asyncGeneratorOf('never', function* () {
        ran = true;
      });
    const a = make();
    expect(await a.return('r')).toEqual({ value: 'r', done: true });
    expect(await a.next()).toEqual({ value: undefined, done: true });
    const b = make();
    await expect(b.throw(new Error('t'))).rejects.toThrow('t');
    expect(await b.next()).toEqual({ value: undefined, done: true });
    expect(ran).toBe(false);
  });

  test('delegation to a foreign async iterator passes next, throw and return on', async () => {
    const calls: unknown[] = [];
    const foreign = {
      [Symbol.asyncIterator]: () => foreign,
      next: async (v: unknown) => {
        calls.push(['next', v]);
        return { value: calls.length, done: false };
      },
      return: async (v: unknown) => {
        calls.push(['return', v]);
        return { value: 'returned', done: true };
      },
    };
    const g = asyncGeneratorOf('g', function* () {
      try {
        yield delegateTo(foreign);
      } finally {
        calls.push('finally');
      }
    });
    await g.next();
    await g.next('v');
    expect(await g.return('r')).toEqual({ value: 'returned', done: true });
    expect(calls).toEqual([['next', undefined], ['next', 'v'], ['return', 'r'], 'finally']);
  });

  test('throw at a delegate without one closes it, and is a TypeError', async () => {
    const calls: unknown[] = [];
    const foreign = {
      [Symbol.asyncIterator]: () => foreign,
      next: async () => ({ value: 1, done: false }),
      return: async () => {
        calls.push('return');
        return { done: true };
      },
    };
    const g = asyncGeneratorOf('g', function* () {
      yield delegateTo(foreign);
    });
    await g.next();
    await expect(g.throw(new Error('t'))).rejects.toMatchObject({ code: 'iterator-without-throw' });
    expect(calls).toEqual(['return']);
  });
});
