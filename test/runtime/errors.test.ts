/** Each error of the runtime: provoked, with its code and its text; and each code is documented. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { abi } from '../../runtime/emitted.ts';
import type { ErrorCode } from '../../runtime/errors.ts';
import { hints } from '../../runtime/hints.ts';
import {
  any,
  asCoroutine,
  CancelledError,
  ChannelClosedError,
  Condition,
  coroutine,
  Mutex,
  run,
  type Scope,
  scope,
  sleep,
  spawn,
  timeout,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, go, inFinally } from './async-body.ts';
import { over, range } from './samples.ts';
import { type Action, type Script, script } from './script.ts';

const mark = coroutine;
const failing = (text: string) =>
  asyncOf('failing', function* () {
    throw new Error(text);
  });
function* one(target: unknown): Generator<unknown, unknown, unknown> {
  return yield target;
}

/** Suspended in a `yield`, with `finally` doing the rest of the actions. */
const closing = (...rest: Action[]): Script => {
  const co = script('co', { yield: 1 }, ...rest);
  co.closes = true;
  co.resume();
  return co;
};

const provoked: Record<ErrorCode, () => unknown> = {
  'coroutine-running': () => script('co', { call: (co) => co.resume() }).resume(),
  'coroutine-normal': () => {
    const inner = script('inner', { call: () => outer.resume() });
    const outer: Script = script('outer', { call: () => inner.resume() });
    outer.resume();
  },
  'coroutine-done': () => {
    const co = range(0);
    co.resume();
    co.resume();
  },
  'coroutine-suspended': () => {
    const co = range(1);
    co.resume();
    script('head', { transfer: () => co }).resume();
  },
  'coroutine-delegated': () => {
    const co = range(1);
    over(co).resume();
    co.resume();
  },
  'coroutine-transferring': () => {
    const head: Script = script('head', { transfer: () => member });
    const member: Script = script('member', { transfer: () => head });
    head.resume();
    member.resume();
  },
  'coroutine-encloses': () => {
    const inner = script('inner', { transfer: () => head });
    const head: Script = script('head', { transfer: () => script('member', { call: () => inner.resume() }) });
    head.resume();
  },
  'coroutine-awaiting': () =>
    go(function* () {
      const co = script('co', { delegate: () => sleep(1) });
      spawn(co as never);
      co.resume();
    }),
  'coroutine-async': () =>
    script('head', { transfer: () => asyncOf('target', function* () {}) as unknown }).resume(),
  'yield-while-closing': () => closing({ yield: 2 }).close(),
  'transfer-while-closing': () => closing({ transfer: () => range(1) }).close(),
  'yield-from-member': () => script('head', { transfer: () => range(1) }).resume(),
  'yield-to-nobody': () => run(range(1) as never, { clock: new VirtualClock() }),
  'outside-task': () => over(sleep(1)).resume(),
  'await-cycle': () =>
    go(function* () {
      const co: PromiseLike<unknown> = asyncOf('co', function* () {
        yield co;
      });
      yield co;
    }),
  'not-a-coroutine': () => asCoroutine(5 as never),
  'iterator-without-throw': () => {
    const co = over({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) });
    co.resume();
    co.raise(new Error('x'));
  },
  'iterator-result': () => over({ [Symbol.iterator]: () => ({ next: () => 5 }) }).resume(),
  'not-iterable': () => over(5).resume(),
  'abi-version': () => abi(99),
  'not-compiled': () => mark(async function load() {})(),
  'mark-target': () => mark(5 as never),
  'nested-run': () =>
    run(
      asyncOf('main', function* () {
        yield run(asyncOf('inner', function* () {}));
      }),
    ),
  cancelled: () =>
    go(function* () {
      const task = spawn(asyncOf('task', function* () {}));
      task.cancel();
      yield inFinally(task);
    }),
  'scope-failed': () =>
    go(function* () {
      for (const name of ['a', 'b']) {
        spawn(
          asyncOf(name, function* () {
            try {
              yield sleep(1);
            } finally {
              // biome-ignore lint/correctness/noUnsafeFinally: two failures are wanted
              throw new Error(name);
            }
          }),
        );
      }
    }),
  timeout: () => go(() => one(timeout(10, sleep(20)))),
  'channel-closed': () => {
    throw new ChannelClosedError('send');
  },
  'lock-not-held': () =>
    go(function* () {
      const lock = yield new Mutex().lock();
      yield new Condition(new Mutex()).wait(lock);
    }),
  'scope-ended': () =>
    go(function* () {
      let leaked!: Scope;
      const opened = scope((s) => {
        leaked = s;
        return asyncOf('body', function* () {});
      });
      yield opened;
      leaked.spawn(asyncOf('late', function* () {}));
    }),
  'none-completed': () => go(() => one(any([failing('one'), failing('two')]))),
  deadlock: () =>
    go(function* () {
      yield sleep(Number.POSITIVE_INFINITY);
    }),
  'bad-argument': () => sleep(Number.NaN),
};

describe('every code', () => {
  for (const code of Object.keys(hints) as ErrorCode[]) {
    test(`${code} is thrown, with a text of its own and a page of the documentation`, async () => {
      const error = await (async () => provoked[code]())().then(
        () => undefined,
        (e) => e,
      );
      expect(error).toBeInstanceOf(Error);
      expect(error.code).toBe(code);
      expect(error.message.length).toBeGreaterThan(10);
      expect(Object.keys(error)).not.toContain('code');
      const docs = readFileSync(new URL('../../docs/runtime.md', import.meta.url), 'utf8');
      expect(docs).toContain(`### ${code}\n`);
      expect(docs).toContain(hints[code]);
    });
  }

  test('names and reasons', () => {
    const error = new CancelledError('task', 'why');
    expect([error.name, error.reason, error.message]).toEqual([
      'CancelledError',
      'why',
      'task was cancelled: why',
    ]);
  });
});
