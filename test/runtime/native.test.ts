/** Code that no compiler has seen: the same meaning, on native generators. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { vm } from '../../runtime/frame.ts';
import {
  allowNative,
  asCoroutine,
  type Coroutine,
  coroutine,
  NotCompiledError,
  run,
  self,
  sleep,
  spawn,
  transfer,
  VirtualClock,
} from '../../runtime/index.ts';
import { over, range } from './samples.ts';

allowNative();
// In a variable: these are to stay uncompiled, and to be seen as they are at run time.
const mark = coroutine;

afterEach(() => vi.restoreAllMocks());

describe('a marked generator function', () => {
  const count = mark(function* count(n: number): Generator<number, string, unknown> {
    for (let i = 0; i < n; i++) yield i;
    return 'end';
  });

  test('keeps name and length, is not constructible, has no prototype object', () => {
    expect([count.name, count.length, 'prototype' in count]).toEqual(['count', 1, false]);
    expect(() => Reflect.construct(count, [])).toThrow(TypeError);
  });

  test('is a coroutine, with statuses and errors by its name', () => {
    const co = count(2);
    expect([co.status, co.resume(), co.next(), co.resume(), co.status]).toEqual([
      'suspended',
      0,
      { value: 1, done: false },
      'end',
      'done',
    ]);
    expect(() => co.resume()).toThrow('cannot resume count: it has finished');
  });

  test('passes this and arguments', () => {
    const method = mark(function* (this: { k: number }, n: number) {
      yield this.k + n;
    });
    expect(method.call({ k: 40 }, 2).resume()).toBe(42);
  });

  test('warns once, by code, unless allowed', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    vm.nativeAllowed = false;
    count(1);
    count(1);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[1]).toEqual({ code: 'STACKLESS_NOT_COMPILED' });
  });
});

describe('delegation', () => {
  test('by yield* joins the chain: the delegated one says so, and depth costs no native stack', () => {
    const inner = mark(function* inner(): Generator<number, string, unknown> {
      yield 1;
      yield 2;
      return 'r';
    })();
    const outer = mark(function* outer(): Generator<number, string, unknown> {
      return yield* inner;
    })();
    expect(outer.resume()).toBe(1);
    expect(inner.status).toBe('delegated');
    expect(() => inner.resume()).toThrow('cannot resume inner: another coroutine delegates to it');
    expect([outer.resume(), outer.resume(), outer.done]).toEqual([2, 'r', true]);

    const deep = mark(function* (n: number): Generator<number, void, unknown> {
      if (n > 0) yield* deep(n - 1);
      else yield 0;
    });
    const co = deep(20_000);
    expect(co.resume()).toBe(0);
    co.close();
  });

  test('for-of, spread and destructuring iterate as usual', () => {
    const co = mark(function* (): Generator<unknown, void, unknown> {
      for (const x of range(2) as Iterable<unknown>) yield x;
      yield [...(range(2) as Iterable<unknown>)];
      const [first] = range(2) as Iterable<unknown>;
      yield first;
    })();
    expect([...co]).toEqual([0, 1, [0, 1], 0]);
  });

  test('compiled to native and back, with throw and return', () => {
    const log: string[] = [];
    const native = mark(function* native(): Generator<unknown, unknown, unknown> {
      try {
        return yield* over(range(3)) as unknown as Iterable<unknown>;
      } catch (e) {
        log.push((e as Error).message);
        return 'caught';
      } finally {
        log.push('finally');
      }
    });
    const co = over(native());
    co.resume();
    expect(co.throw(new Error('t'))).toEqual({ value: 'caught', done: true });
    const other = over(native());
    other.resume();
    expect(other.return('r')).toEqual({ value: 'r', done: true });
    expect(log).toEqual(['t', 'finally', 'finally']);
  });

  test('self is the root; a request is not mistaken for a value that is yielded', () => {
    const request = self();
    const inner = mark(function* (): Generator<unknown, unknown, unknown> {
      yield request;
      return yield* self();
    });
    const root: Coroutine = mark(function* (): Generator<unknown, unknown, unknown> {
      return yield* inner();
    })() as Coroutine;
    expect(root.resume()).toBe(request);
    expect(root.resume()).toBe(root);
  });
});

test('transfers in native bodies: the fringes of two trees', () => {
  type Tree = number | Tree[];
  const walk = mark(function* walk(tree: Tree, to: () => Coroutine): Generator<never, void, unknown> {
    if (typeof tree === 'number') yield* transfer<unknown>(to(), tree);
    else for (const child of tree) yield* walk(child, to);
  });
  const same = (x: Tree, y: Tree): unknown => {
    let head!: Coroutine;
    const a = walk(x, () => head);
    const b = walk(y, () => head);
    head = mark(function* compare(): Generator<never, boolean, unknown> {
      for (;;) {
        const left: unknown = a.done ? undefined : yield* transfer<unknown>(a);
        const right: unknown = b.done ? undefined : yield* transfer<unknown>(b);
        if (left !== right) return false;
        if (left === undefined) return true;
      }
    })() as unknown as Coroutine;
    return head.resume();
  };
  expect(same([1, [2, 3]], [[1, 2], 3])).toBe(true);
  expect(same([1, [2, 3]], [[1, 2], 4])).toBe(false);
});

describe('tasks', () => {
  test('native bodies wait for operations by yield*, and are cancelled', async () => {
    const log: string[] = [];
    const result = await run(
      mark(function* main(): Generator<never, string, unknown> {
        const task = spawn(
          mark(function* child(): Generator<never, void, unknown> {
            try {
              yield* sleep(1000);
            } finally {
              yield* sleep(5);
              log.push('cleaned');
            }
          })(),
        );
        yield* sleep(1);
        yield* task.cancel();
        log.push(task.status);
        return 'done';
      })(),
      { clock: new VirtualClock() },
    );
    expect(result).toBe('done');
    expect(log).toEqual(['cleaned', 'cancelled']);
  });

  test('async functions are refused when called, with the line of configuration', async () => {
    const load = mark(async function load() {
      return 1;
    });
    expect(() => load()).toThrow(NotCompiledError);
    expect(() => load()).toThrow(
      "load is async and was not compiled; mark it with coroutine(…), and add { plugins: ['stackless/babel'] } to your Babel configuration",
    );
    const body = async () => 1;
    await expect(run(body)).rejects.toMatchObject({ code: 'not-compiled' });
    expect(() => spawn(body)).toThrow(NotCompiledError);
  });
});

describe('the other forms', () => {
  test('decorators, new and old', () => {
    function* items(this: { n: number }): Generator<number> {
      yield this.n;
    }
    const context = { kind: 'method', name: 'items' } as unknown as ClassMethodDecoratorContext;
    const decorated = mark(items as never, context as never) as unknown as typeof items;
    expect((decorated.call({ n: 3 }) as Coroutine).status).toBe('suspended');
    const descriptor = { value: items, writable: true, configurable: true };
    const replaced = mark({}, 'items', descriptor as never) as unknown as typeof descriptor;
    expect(replaced.writable).toBe(true);
    expect((replaced.value.call({ n: 4 }) as Coroutine).resume()).toBe(4);
    expect(() => mark(items as never, { kind: 'getter' } as never)).toThrow('not a getter');
  });

  test('asCoroutine wraps a generator of any making; a started one is closed by its own return', () => {
    const log: string[] = [];
    function* native(): Generator<number, void, unknown> {
      try {
        yield 1;
        yield 2;
      } finally {
        log.push('finally');
      }
    }
    const started = native();
    started.next();
    const co = asCoroutine(started);
    co.close();
    expect(log).toEqual(['finally']);
    const mine = range(1) as unknown as Generator<number, void, unknown>;
    expect(asCoroutine(mine)).toBe(mine);
    expect(asCoroutine(native()).resume()).toBe(1);
  });

  test('what is no function, or makes no generator, is refused', () => {
    const code = (f: () => unknown) => {
      try {
        f();
      } catch (e) {
        return (e as { code: string }).code;
      }
    };
    expect(code(() => mark(5 as never))).toBe('mark-target');
    expect(code(() => mark((() => 5) as never)())).toBe('mark-target');
    expect(code(() => asCoroutine(5 as never))).toBe('not-a-coroutine');
  });
});
