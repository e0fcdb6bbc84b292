import { describe, expect, test } from 'vitest';
import { CLOSED, DONE, RETURN, UNWIND } from '../../runtime/abi.ts';
import { Coroutine } from '../../runtime/coroutine.ts';
import { abi, delegate } from '../../runtime/emitted.ts';
import type { Frame } from '../../runtime/frame.ts';
import { isCoroutine, self } from '../../runtime/index.ts';
import { bounce, chain, over, range } from './samples.ts';
import { script } from './script.ts';

/** An iterator that writes down what it is asked. */
function recorder(log: unknown[], methods: 'all' | 'next' = 'all') {
  let n = 0;
  const next = {
    [Symbol.iterator]: () => next,
    next(...args: unknown[]) {
      log.push(['next', ...args]);
      return { value: n++, done: false };
    },
  };
  if (methods === 'next') return next;
  return Object.assign(next, {
    throw(error: Error) {
      log.push(['throw', error.message]);
      return { value: 'thrown', done: true };
    },
    return(value: unknown) {
      log.push(['return', value]);
      return { value: 'returned', done: true };
    },
  });
}

describe('the generator protocol', () => {
  test('next, return and throw, as generators', () => {
    const co = range(2);
    expect([co.next(), co.next(), co.next(), co.next()]).toEqual([
      { value: 0, done: false },
      { value: 1, done: false },
      { value: 'end', done: true },
      { value: undefined, done: true },
    ]);
    expect([...(range(3) as Iterable<unknown>)]).toEqual([0, 1, 2]);
    const other = range(2);
    other.next();
    expect(other.return('r')).toEqual({ value: 'r', done: true });
    expect(() => range(2).throw(new Error('t'))).toThrow('t');
  });

  test('inherits %Iterator.prototype%, and can be disposed of', () => {
    const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
    expect(range(1)).toBeInstanceOf((globalThis as { Iterator?: never }).Iterator ?? Object);
    expect(Object.getPrototypeOf(Object.getPrototypeOf(range(1)))).toBe(IteratorPrototype);
    const co = range(1);
    const key = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for('Symbol.dispose');
    (co as unknown as Record<symbol, () => void>)[key]?.();
    expect(co.status).toBe('done');
    expect(co[Symbol.iterator]()).toBe(co);
    expect(String(co)).toBe('[object Coroutine]');
    expect([isCoroutine(co), isCoroutine({}), isCoroutine(null), isCoroutine((function* () {})())]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('four fields, in one order, whatever it does', () => {
    const co = over(range(2));
    co.resume();
    expect(Object.keys(co)).toEqual(['step', 'state', 'leaf', 'link']);
  });

  test('an unknown version of the frame contract is refused by name', () => {
    expect(() => abi(1)).not.toThrow();
    expect(() => abi(99)).toThrow(/compiled for version 99 of stackless\/abi, not 1/);
  });
});

describe('close', () => {
  const closing = (body: (frame: Frame) => unknown) =>
    new Coroutine(function closing(frame, state, value) {
      if (state === 0) {
        frame.state = 1;
        return 'work';
      }
      if (state === ~1) return body(frame);
      frame.state = UNWIND;
      return value;
    });

  test('a yield in finally is a TypeError at the yield', () => {
    const co = closing((frame) => {
      frame.state = 2;
      return 'no';
    });
    co.resume();
    expect(() => co.close()).toThrow('cannot yield from closing: it is being closed');
  });

  test('a transfer in finally is a TypeError', () => {
    const target = range(1);
    const co = script('co', { yield: 1 });
    co.resume();
    const head = closing((frame) => delegate(frame, 2, over(selfTransfer(target))));
    head.resume();
    expect(() => head.close()).toThrow(': it is being closed');
    expect(target.status).toBe('suspended');
  });

  test('errors of two frames come as SuppressedError, the outer one’s first', () => {
    const inner = closing(() => {
      throw new Error('inner');
    });
    const outer = new Coroutine((frame, state) => {
      if (state === 0) return delegate(frame, 1, inner);
      throw new Error('outer');
    });
    outer.resume();
    const error = (() => {
      try {
        outer.close();
      } catch (e) {
        return e as { name: string; error: Error; suppressed: Error };
      }
    })();
    expect([error?.name, error?.error.message, error?.suppressed.message]).toEqual([
      'SuppressedError',
      'outer',
      'inner',
    ]);
  });

  const selfTransfer = (target: unknown) => script('mover', { transfer: () => target });
});

describe('delegation', () => {
  test('next is read once, called with what was sent; the result is the value of yield*', () => {
    const log: unknown[] = [];
    const co = over(recorder(log));
    co.resume('dropped');
    co.resume('a');
    expect(co.return('r')).toEqual({ value: 'returned', done: true });
    expect(log).toEqual([
      ['next', undefined],
      ['next', 'a'],
      ['return', 'r'],
    ]);
  });

  test('a delegate that takes a throw goes on; one without throw is closed first, then TypeError', () => {
    const log: unknown[] = [];
    const co = over(recorder(log));
    co.next();
    expect(co.throw(new Error('t'))).toEqual({ value: 'thrown', done: true });
    const bare = over(recorder(log, 'next'));
    bare.next();
    expect(() => bare.throw(new Error('t'))).toThrow('The iterator does not provide a throw method');
    const third = over(recorder(log, 'next'));
    third.next();
    expect(third.return('r')).toEqual({ value: 'r', done: true });
  });

  test('a result that is no object is a TypeError', () => {
    const bad = { [Symbol.iterator]: () => ({ next: () => 5 as never }) };
    expect(() => over(bad).next()).toThrow('Iterator result 5 is not an object');
  });

  test('over arrays, strings, native generators; and from them', () => {
    expect([...(over('abc') as Iterable<unknown>)]).toEqual(['a', 'b', 'c']);
    expect([...(over([1, 2]) as Iterable<unknown>)]).toEqual([1, 2]);
    function* native(): Generator<unknown> {
      return yield* range(2) as unknown as Iterable<unknown>;
    }
    const co = over(over(native()));
    expect([co.next(), co.next(), co.next()]).toEqual([
      { value: 0, done: false },
      { value: 1, done: false },
      { value: 'end', done: true },
    ]);
  });

  test('a return received is a return given: the delegate’s own value; after a yield in finally, a value', () => {
    function* nativeInner(): Generator<unknown, void> {
      try {
        yield 1;
      } finally {
        yield 2;
      }
    }
    function* nativeOuter(): Generator<unknown, unknown> {
      return ['after', yield* nativeInner()];
    }
    const inner = () =>
      new Coroutine((frame, state, value, mode) => {
        if (mode === RETURN) {
          frame.state = 2;
          inner.pending = value;
          return 2;
        }
        if (state === 0) {
          frame.state = 1;
          return 1;
        }
        frame.state = CLOSED;
        return inner.pending;
      });
    inner.pending = undefined as unknown;
    const outer = new Coroutine((frame, state, value) => {
      if (state === 0) return delegate(frame, 1, inner());
      frame.state = DONE;
      return ['after', value];
    });
    const drive = (g: { next(): unknown; return(v: unknown): unknown }) => [g.next(), g.return(9), g.next()];
    expect(drive(outer)).toEqual(drive(nativeOuter()));
  });

  test('self is the chain’s root, in any frame', () => {
    const inner = script('inner', { delegate: () => self() }, { return: 0 });
    const root = over(over(inner));
    root.resume();
    expect(inner.got).toEqual([root]);
  });

  test('a throw in a delegated frame is caught by the frame above, which yields on', () => {
    const outer = script(
      'outer',
      { delegate: () => script('inner', { throw: new Error('inner') }) },
      { yield: 'on' },
    );
    outer.catches = true;
    expect(outer.next()).toEqual({ value: 'on', done: false });
    expect(outer.got).toEqual(['!inner']);
  });
});

describe('depth', () => {
  const DEPTH = 1_000_000;

  test('resume, 1,000,000 frames deep, enters the innermost frame', () => {
    const left = { count: 0 };
    const co = chain(DEPTH, 3, left);
    expect([co.resume(), co.resume(), co.resume()]).toEqual([0, 1, 2]);
    co.resume();
    expect([co.done, left.count]).toEqual([true, DEPTH + 1]);
  });

  test('a throw goes through all of it, and is caught at the top', () => {
    const left = { count: 0 };
    const top = script('top', { delegate: () => chain(DEPTH, 3, left) }, { yield: 'caught' });
    top.catches = true;
    top.resume();
    expect(top.resume('boom')).toBe('caught');
    expect(left.count).toBe(DEPTH + 1);
  });

  test('close runs every finally', () => {
    const left = { count: 0 };
    const co = chain(DEPTH, 3, left);
    co.resume();
    co.close();
    expect([co.status, left.count]).toEqual(['done', DEPTH + 1]);
  });

  test('millions of transfers take neither heap nor native stack', () => {
    const pair = (n: number): void => {
      let a!: Coroutine;
      const b = bounce(n, () => a);
      a = bounce(n, () => b);
      expect(a.resume()).toBe(2 * n - 1);
    };
    pair(10_000);
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    pair(1_000_000);
    globalThis.gc?.();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
  });
});
