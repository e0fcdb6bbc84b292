import { describe, expect, test } from 'vitest';
import {
  type AsyncCoroutine,
  CancelledError,
  checkpoint,
  currentTask,
  run,
  ScopeError,
  sleep,
  spawn,
  suspend,
  type Task,
  VirtualClock,
} from '../../runtime/index.ts';
import { asyncOf, go, inFinally } from './async-body.ts';
import { script } from './script.ts';

const code = async (promise: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await promise;
    return 'no error';
  } catch (e) {
    return (e as { code?: string }).code;
  }
};

describe('awaiting', () => {
  test('a plain value, a ready promise, a thenable, a coroutine, a task', async () => {
    const child = asyncOf('child', function* () {
      return (yield sleep(5)) === undefined ? 42 : 0;
    });
    const seen = await go(function* () {
      const task = spawn(
        asyncOf('spawned', function* () {
          return 'task';
        }),
      );
      return [
        yield 1,
        yield Promise.resolve(2),
        // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
        yield { then: (resolve: (n: number) => void) => resolve(3) },
        yield child,
        yield child,
        yield task,
        yield task,
      ];
    });
    expect(seen).toEqual([1, 2, 3, 42, 42, 'task', 'task']);
  });

  test('a rejected promise, a failed coroutine and a throwing then throw at the await', async () => {
    const failing = asyncOf('failing', function* () {
      throw new Error('from child');
    });
    const caught: string[] = [];
    await go(function* () {
      const bad = {
        // biome-ignore lint/suspicious/noThenProperty: as above
        get then() {
          throw new Error('getter');
        },
      };
      for (const x of [Promise.reject(new Error('promise')), failing, failing, bad]) {
        try {
          yield x;
        } catch (e) {
          caught.push((e as Error).message);
        }
      }
    });
    expect(caught).toEqual(['promise', 'from child', 'from child', 'getter']);
  });

  test('a coroutine that another one runs is waited for; all get its outcome', async () => {
    const log: unknown[] = [];
    const shared = asyncOf('shared', function* () {
      log.push('starts');
      yield sleep(10);
      return 'outcome';
    });
    await go(function* () {
      const waiter = (n: number) =>
        asyncOf(`waiter${n}`, function* () {
          log.push([n, yield shared]);
        });
      for (let n = 0; n < 3; n++) spawn(waiter(n));
    });
    expect(log).toEqual(['starts', [0, 'outcome'], [1, 'outcome'], [2, 'outcome']]);
  });

  test('awaiting oneself is an error, round a cycle of frames and of tasks too', async () => {
    let outer!: PromiseLike<unknown>;
    const inner = asyncOf('inner', function* () {
      yield sleep(1);
      return yield outer;
    });
    outer = asyncOf('outer', function* () {
      return yield inner;
    });
    expect(await code(run(outer as never, { clock: new VirtualClock() }))).toBe('await-cycle');

    let a!: Task<unknown>;
    const b = asyncOf('b', function* () {
      yield sleep(1);
      yield a;
    });
    const outcome = go(function* () {
      a = spawn(
        asyncOf('a', function* () {
          yield b;
        }),
      );
      yield a;
    });
    expect(await code(outcome)).toBe('await-cycle');
  });

  test('then, from plain code, starts it as a root task, once; catch and finally go with it', async () => {
    let starts = 0;
    const co = asyncOf('co', function* () {
      starts++;
      return yield Promise.resolve('value');
    });
    expect(await Promise.all([co, co.then((v) => v), co.finally(() => {})])).toEqual([
      'value',
      'value',
      'value',
    ]);
    expect(starts).toBe(1);
    expect(co.status).toBe('done');
    const bad = asyncOf('bad', function* () {
      throw new Error('x');
    });
    expect(await bad.catch((e: Error) => e.message)).toBe('x');
  });

  test('an operation that is not ready needs a task: a TypeError at the suspension point', () => {
    const outside = script('walker', { delegate: () => sleep(5) }, { yield: 'on' });
    outside.catches = true;
    expect(outside.resume()).toBe('on');
    expect(outside.got).toEqual(['!walker awaits sleep(5) outside a task; use run() or spawn()']);
  });

  test('below a native resume there is no task, even in one', async () => {
    const inner = script('inner', { delegate: () => sleep(5) });
    const text = await go(function* () {
      try {
        inner.resume();
      } catch (e) {
        return (e as Error).message;
      }
      return 'none';
    });
    expect(text).toBe('inner awaits sleep(5) outside a task; use run() or spawn()');
  });

  test('a generator coroutine as a task: operations by yield*, and a plain yield is a TypeError there', async () => {
    const worker = script('worker', { delegate: () => sleep(5) }, { return: 'slept' });
    expect(await run(worker as never, { clock: new VirtualClock() })).toBe('slept');
    const yielder = script('yielder', { yield: 1 });
    expect(await code(run(yielder as never, { clock: new VirtualClock() }))).toBe('yield-to-nobody');
  });

  test('a member of a session awaits: the whole session parks, and goes on at the member', async () => {
    let head!: ReturnType<typeof script>;
    const statuses: string[][] = [];
    const member = script(
      'member',
      { delegate: () => sleep(5) },
      { transfer: () => head, value: 'slept' },
      { return: 'm' },
    );
    head = script('head', { transfer: () => member }, { transfer: () => member }, { return: 'h' });
    const errors: string[] = [];
    await go(function* () {
      const task = spawn(head as never);
      yield sleep(1);
      statuses.push([head.status, member.status]);
      for (const action of [() => head.resume(), () => member.resume(), () => member.close()]) {
        try {
          action();
        } catch (e) {
          errors.push((e as Error).message);
        }
      }
      yield task;
    });
    expect(statuses).toEqual([['transferring', 'awaiting']]);
    expect(errors).toEqual([
      'cannot resume head: it waits in transfer()',
      'cannot resume member: it awaits sleep(5); cancel its task',
      'cannot close member: it awaits sleep(5); cancel its task',
    ]);
    expect(head.got).toEqual(['slept', 'm']);
  });
});

describe('order', () => {
  test('spawn only enqueues; ready tasks run first in, first out', async () => {
    const log: string[] = [];
    await go(function* () {
      for (const name of ['a', 'b', 'c']) {
        spawn(
          asyncOf(name, function* () {
            log.push(`${name}1`);
            yield checkpoint();
            log.push(`${name}2`);
          }),
        );
      }
      log.push('main');
    });
    expect(log).toEqual(['main', 'a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
  });

  test('sleepers wake in order of time, then of their beginning; hours pass at once', async () => {
    const log: unknown[] = [];
    const clock = new VirtualClock();
    const sleeper = (name: string, ms: number) =>
      asyncOf(name, function* () {
        yield sleep(ms);
        log.push([name, clock.now()]);
      });
    await run(
      asyncOf('main', function* () {
        for (const [name, ms] of [
          ['c', 3.6e6],
          ['a', 10],
          ['b', 10],
          ['z', 0],
        ] as const)
          spawn(sleeper(name, ms));
      }),
      { clock },
    );
    expect(log).toEqual([
      ['z', 0],
      ['a', 10],
      ['b', 10],
      ['c', 3.6e6],
    ]);
  });

  test('a virtual clock jumps only after the host had its turn, while a promise is awaited', async () => {
    const log: string[] = [];
    await go(function* () {
      spawn(
        asyncOf('p', function* () {
          yield new Promise((resolve) => setImmediate(resolve));
          log.push('promise');
        }),
      );
      spawn(
        asyncOf('t', function* () {
          yield sleep(1000);
          log.push('timer');
        }),
      );
    });
    expect(log).toEqual(['promise', 'timer']);
  });

  test('the budget lets the host have its turn', async () => {
    let turns = 0;
    let spinning = true;
    const tick = () => {
      turns++;
      if (spinning) setImmediate(tick);
    };
    setImmediate(tick);
    await run(
      asyncOf('spin', function* () {
        for (let i = 0; i < 1000; i++) yield checkpoint();
      }),
      { budget: { steps: 100, ms: 1000 } },
    );
    spinning = false;
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  test('run in a coroutine of the same scheduler rejects; on a scheduler of its own it does not', async () => {
    const inner = () =>
      asyncOf('inner', function* () {
        return 1;
      });
    expect(
      await run(
        asyncOf('main', function* () {
          return [yield code(run(inner())), yield run(inner(), { clock: new VirtualClock() })];
        }),
      ),
    ).toEqual(['nested-run', 1]);
  });

  test('spawn refuses what has been started, is done, or is no coroutine', async () => {
    const started = script('started', { return: 1 });
    started.resume();
    await go(function* () {
      const co = asyncOf('co', function* () {});
      spawn(co);
      const codes = [started, co, {}, 5].map((x) => {
        try {
          spawn(x as never);
          return 'ok';
        } catch (e) {
          return (e as { code: string }).code;
        }
      });
      expect(codes).toEqual(['coroutine-done', 'coroutine-awaiting', 'not-a-coroutine', 'not-a-coroutine']);
    });
  });

  test('currentTask names the task that runs, and is undefined outside', async () => {
    expect(currentTask()).toBeUndefined();
    await go(function* () {
      expect(currentTask()?.name).toBe('main');
      const child = spawn(
        asyncOf('child', function* () {
          return currentTask();
        }),
        { name: 'other' },
      );
      expect(yield child).toBe(child);
      expect(child.name).toBe('other');
    });
    expect(currentTask()).toBeUndefined();
  });
});

describe('tasks and what they spawn', () => {
  test('a task ends when its children have ended', async () => {
    const log: string[] = [];
    await go(function* () {
      const parent = spawn(
        asyncOf('parent', function* () {
          spawn(
            asyncOf('child', function* () {
              yield sleep(10);
              log.push('child ends');
            }),
          );
          return 'value';
        }),
      );
      log.push(yield parent);
    });
    expect(log).toEqual(['child ends', 'value']);
  });

  test('a child’s failure cancels siblings and body, and fails the task, once', async () => {
    const log: string[] = [];
    const boom = new Error('boom');
    const outcome = go(function* () {
      spawn(
        asyncOf('sibling', function* () {
          try {
            yield sleep(1000);
          } finally {
            log.push('sibling cancelled');
          }
        }),
      );
      spawn(
        asyncOf('child', function* () {
          yield sleep(1);
          throw boom;
        }),
      );
      try {
        yield sleep(1000);
        log.push('not reached');
      } catch {
        log.push('not caught');
      } finally {
        log.push('body cancelled');
      }
    });
    await expect(outcome).rejects.toBe(boom);
    expect(log.sort()).toEqual(['body cancelled', 'sibling cancelled']);
  });

  test('several failures come as ScopeError, whose cause is the first', async () => {
    const fails = (text: string) =>
      asyncOf(text, function* () {
        try {
          yield sleep(1);
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: an error of the clean-up is what is tested
          throw new Error(text);
        }
      });
    const error = await go(function* () {
      spawn(fails('one'));
      spawn(fails('two'));
    }).catch((e) => e);
    expect(error).toBeInstanceOf(ScopeError);
    expect(error.code).toBe('scope-failed');
    expect(error.errors.map((e: Error) => e.message)).toEqual(['one', 'two']);
    expect(error.cause).toBe(error.errors[0]);
  });

  test('join never throws', async () => {
    await expect(
      go(function* () {
        const task = spawn(
          asyncOf('bad', function* () {
            throw new Error('bad');
          }),
        );
        const outcome = yield inFinally(task.join());
        expect(outcome).toEqual({ status: 'failed', error: new Error('bad') });
      }),
    ).rejects.toThrow('bad');
  });

  test('an unobserved failure of a root task is reported as uncaught a macrotask later', async () => {
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const seen = new Promise((resolve) => process.once('uncaughtException', resolve));
    try {
      spawn(
        asyncOf('lost', function* () {
          throw new Error('lost');
        }),
      );
      const watched = spawn(
        asyncOf('watched', function* () {
          throw new Error('watched');
        }),
      );
      await expect(Promise.resolve(watched)).rejects.toThrow('watched');
      expect(await seen).toEqual(new Error('lost'));
    } finally {
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
  });
});

describe('cancellation', () => {
  test('before its start: the body never runs, and the status is cancelled at once', async () => {
    let ran = false;
    await go(function* () {
      const task = spawn(
        asyncOf('never', function* () {
          ran = true;
        }),
      );
      task.cancel('why');
      expect(task.status).toBe('cancelled');
      expect(yield task.join()).toEqual({ status: 'cancelled', reason: 'why' });
      yield task.cancel();
    });
    expect(ran).toBe(false);
  });

  test('is a return: no catch sees it, finally runs, its waits are shielded', async () => {
    const log: unknown[] = [];
    await go(function* () {
      const task = spawn(
        asyncOf('task', function* () {
          try {
            yield sleep(1000);
          } catch {
            log.push('caught');
          } finally {
            log.push('clean-up');
            yield inFinally(sleep(10));
            log.push('cleaned');
          }
        }),
      );
      yield sleep(1);
      yield task.cancel();
      log.push(task.status);
    });
    expect(log).toEqual(['clean-up', 'cleaned', 'cancelled']);
  });

  test('goes through all frames, inside out', async () => {
    const log: string[] = [];
    const frame = (n: number): AsyncCoroutine<unknown> =>
      asyncOf(`f${n}`, function* () {
        try {
          yield n === 0 ? sleep(1000) : frame(n - 1);
        } finally {
          log.push(`f${n}`);
        }
      });
    await go(function* () {
      const task = spawn(frame(3));
      yield sleep(1);
      yield task.cancel();
    });
    expect(log).toEqual(['f0', 'f1', 'f2', 'f3']);
  });

  test('is level-triggered: after a finally that loops on, the next suspension returns again', async () => {
    const log: string[] = [];
    await go(function* () {
      const task = spawn(
        asyncOf('stubborn', function* () {
          for (let i = 0; i < 3; i++) {
            try {
              yield sleep(1000);
            } finally {
              log.push(`round ${i}`);
              // biome-ignore lint/correctness/noUnsafeFinally: a `finally` that does not let go is what is tested
              if (i < 3) continue;
            }
            log.push('not reached');
          }
          log.push('not reached by sleeping');
        }),
      );
      yield sleep(1);
      yield task.cancel();
      log.push(task.status);
    });
    // The native generator under this body completes the continue: the next sleep returns at once.
    expect(log).toEqual(['round 0', 'round 1', 'round 2', 'not reached by sleeping', 'cancelled']);
  });

  test('operations in finally, and frames pushed from there, are shielded before it comes', async () => {
    const log: string[] = [];
    await go(function* () {
      const cleaner = asyncOf('cleaner', function* () {
        log.push('pushed');
        yield sleep(10);
        log.push('went on');
      });
      const task = spawn(
        asyncOf('task', function* () {
          yield inFinally(cleaner);
          log.push('before the next wait');
          yield sleep(10);
          log.push('not reached');
        }),
      );
      yield sleep(1);
      yield task.cancel();
      log.push(task.status);
    });
    expect(log).toEqual(['pushed', 'went on', 'before the next wait', 'cancelled']);
  });

  test('awaiting a cancelled sibling throws CancelledError with the reason, an ordinary error', async () => {
    await go(function* () {
      const task = spawn(
        asyncOf('sibling', function* () {
          yield sleep(1000);
        }),
      );
      yield checkpoint();
      task.cancel('enough');
      try {
        yield task;
        expect.unreachable();
      } catch (e) {
        expect(e).toBeInstanceOf(CancelledError);
        expect(e).toMatchObject({
          code: 'cancelled',
          reason: 'enough',
          message: 'sibling was cancelled: enough',
        });
      }
    });
  });

  test('an error in finally makes the task failed; of two frames the outer one’s, with the inner one attached', async () => {
    const error = await go(function* () {
      const inner = asyncOf('inner', function* () {
        try {
          yield sleep(1000);
        } finally {
          // biome-ignore lint/correctness/noUnsafeFinally: an error of the clean-up is what is tested
          throw new Error('inner');
        }
      });
      const task = spawn(
        asyncOf('outer', function* () {
          try {
            yield inner;
          } finally {
            // biome-ignore lint/correctness/noUnsafeFinally: an error of the clean-up is what is tested
            throw new Error('outer');
          }
        }),
      );
      yield sleep(1);
      yield inFinally(task.cancel());
    }).catch((e) => e);
    expect(error.name).toBe('SuppressedError');
    expect([error.error.message, error.suppressed.message]).toEqual(['outer', 'inner']);
  });

  test('a delivered value is not lost: woken before, it goes on to the next suspension', async () => {
    const log: unknown[] = [];
    await go(function* () {
      let resume!: (v: string) => void;
      const task = spawn(
        asyncOf('task', function* () {
          log.push(
            yield suspend<string>((r) => {
              resume = r;
            }),
          );
          yield sleep(1);
          log.push('not reached');
        }),
      );
      yield checkpoint();
      resume('delivered');
      task.cancel();
    });
    expect(log).toEqual(['delivered']);
  });

  test('checkpoint observes it, even in its turn already', async () => {
    const log: string[] = [];
    await go(function* () {
      const task = spawn(
        asyncOf('task', function* () {
          yield checkpoint();
          log.push('not reached');
        }),
      );
      yield checkpoint();
      task.cancel();
    });
    expect(log).toEqual([]);
  });

  test('a rejected promise that a cancelled task would have awaited is no unhandled one', async () => {
    const unhandled: unknown[] = [];
    const listen = (e: unknown): void => void unhandled.push(e);
    process.on('unhandledRejection', listen);
    await go(function* () {
      const task = spawn(
        asyncOf('task', function* () {
          currentTask()?.cancel();
          yield Promise.reject(new Error('dropped'));
        }),
      );
      yield task.cancel();
      yield new Promise((resolve) => setImmediate(resolve));
    });
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });

  test('a task that never suspends again completes with its value', async () => {
    await go(function* () {
      const task = spawn(
        asyncOf('task', function* () {
          currentTask()?.cancel();
          return 'value';
        }),
      );
      expect(yield task).toBe('value');
    });
  });

  test('the signal of run, and the signal of the task', async () => {
    const controller = new AbortController();
    let signal!: AbortSignal;
    const ended = run(
      asyncOf('main', function* () {
        signal = currentTask()?.signal as AbortSignal;
        spawn(
          asyncOf('aborter', function* () {
            controller.abort('stop');
          }),
        );
        yield sleep(1000);
      }),
      { clock: new VirtualClock(), signal: controller.signal },
    );
    expect(await code(ended)).toBe('cancelled');
    expect([signal.aborted, signal.reason]).toEqual([true, 'stop']);
  });

  test('cancelling an awaiter cancels the callee only if it pushed the frame', async () => {
    const log: string[] = [];
    await go(function* () {
      const shared = asyncOf('shared', function* () {
        yield sleep(10);
        log.push('shared ends');
      });
      const owner = spawn(
        asyncOf('owner', function* () {
          yield shared;
        }),
      );
      const waiter = spawn(
        asyncOf('waiter', function* () {
          yield shared;
        }),
      );
      yield sleep(1);
      yield waiter.cancel();
      log.push(waiter.status);
      yield owner;
    });
    expect(log).toEqual(['cancelled', 'shared ends']);
  });

  test('close of a coroutine: not started, it never will; run by a task, the task is cancelled', async () => {
    const log: string[] = [];
    const fresh = asyncOf('fresh', function* () {
      log.push('ran');
    });
    await fresh.close();
    expect(await code(fresh)).toBe('cancelled');
    await go(function* () {
      const co = asyncOf('co', function* () {
        try {
          yield sleep(1000);
        } finally {
          log.push('closed');
        }
      });
      const task = spawn(co);
      yield sleep(1);
      yield co.close();
      log.push(task.status);
    });
    expect(log).toEqual(['closed', 'cancelled']);
  });

  test('a parked session: the member is returned, and the return goes on at the head’s transfer', async () => {
    const log: string[] = [];
    const member = script('member', { delegate: () => sleep(1000) }, { return: 0 });
    const head = script('head', { transfer: () => member }, { call: () => log.push('not reached') });
    await go(function* () {
      const task = spawn(head as never);
      yield sleep(1);
      yield task.cancel();
      log.push(task.status);
    });
    expect(log).toEqual(['cancelled']);
    expect([head.status, member.status]).toEqual(['done', 'done']);
  });
});

describe('suspend', () => {
  test('the clean-up runs exactly once, on resume, failure and cancellation; a later resume is ignored', async () => {
    const log: string[] = [];
    await go(function* () {
      const op = (name: string, settle: (resume: (v: string) => void, fail: (e: unknown) => void) => void) =>
        suspend<string>((resume, fail) => {
          settle(resume, fail);
          return () => log.push(`${name} cleaned`);
        });
      log.push(
        yield op('now', (resume) => {
          resume('first');
          resume('second');
        }),
      );
      log.push(
        yield op('later', (resume) =>
          setImmediate(() => {
            resume('later');
            resume('again');
          }),
        ),
      );
      try {
        yield op('fails', (_, fail) => fail(new Error('failed')));
      } catch (e) {
        log.push((e as Error).message);
      }
      const task = spawn(
        asyncOf('task', function* () {
          yield op('cancelled', () => {});
        }),
      );
      yield checkpoint();
      yield task.cancel();
    });
    expect(log).toEqual([
      'now cleaned',
      'first',
      'later cleaned',
      'later',
      'fails cleaned',
      'failed',
      'cancelled cleaned',
    ]);
  });

  test('errors in the registration and in the clean-up are thrown at the await', async () => {
    const caught = await go(function* () {
      const texts: string[] = [];
      const ops = [
        suspend(() => {
          throw new Error('register');
        }),
        suspend((resume) => {
          resume(1 as never);
          return () => {
            throw new Error('clean-up');
          };
        }),
      ];
      for (const op of ops) {
        try {
          yield op;
        } catch (e) {
          texts.push((e as Error).message);
        }
      }
      return texts;
    });
    expect(caught).toEqual(['register', 'clean-up']);
  });

  test('from plain code it is a thenable, performed anew by each then', async () => {
    let times = 0;
    const op = suspend<number>((resume) => resume(++times));
    expect([await op, await op]).toEqual([1, 2]);
  });
});
