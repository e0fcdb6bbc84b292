/** What goes wrong between tasks, compiled: cancelled while registering, failing late, waiting in a circle. */
import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';

describe('cancellation', () => {
  test('by the registration of an operation itself is seen there', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const task = spawn(async () => {
          try {
            await suspend(() => { currentTask().cancel('me'); return () => log.push('cleaned'); });
          } finally { log.push('finally'); }
        });
        log.push(await task.join());
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['cleaned', 'finally', { status: 'cancelled', reason: 'me' }]);
  });

  test('in a finally of its own registration waits, as there it is shielded', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const task = spawn(async () => {
          try {} finally {
            log.push(await suspend((resume) => { currentTask().cancel(); setImmediate(resume, 'resumed'); }));
          }
          await sleep(1);
          log.push('not reached');
        });
        log.push((await task.join()).status);
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['resumed', 'cancelled']);
  });

  test('its reason is told to all who wait for what it ended', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const inner = coroutine(async function inner() { await sleep(1000); })();
        const outer = coroutine(async function outer() { await inner; })();
        const task = spawn(outer);
        await sleep(1);
        task.cancel('why');
        for (const one of [inner, outer, task]) {
          try { await one; } catch (e) { log.push(e.reason); }
        }
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['why', 'why', 'why']);
  });

  test('leaves errors alone that are thrown in no clean-up', async () => {
    const seen = await compiled(`
      const wraps = coroutine(async () => {
        currentTask().cancel();
        try {
          await coroutine(async () => { throw new Error('plain'); })();
        } catch (e) { throw new Error('wrapped', { cause: e }); }
      });
      const handles = coroutine(async () => {
        try {
          await coroutine(async () => { try { await sleep(1000); } finally { throw new Error('handled'); } })();
        } catch {}
        try { await sleep(1000); } finally { throw new Error('later'); }
      });
      const main = coroutine(async () => {
        const texts = [];
        for (const body of [wraps, handles]) {
          const ended = run(coroutine(async () => {
            const task = spawn(body());
            await sleep(1);
            task.cancel();
          })(), { clock: new VirtualClock() });
          try { await ended; } catch (e) { texts.push(e.message); }
        }
        return texts;
      });
      return go(main);`);
    expect(seen).toEqual(['wrapped', 'later']);
  });

  test('that a member’s finally carried into another session does not cancel that one', async () => {
    const seen = await compiled(`
      const log = [];
      const away = coroutine(function* away() { yield* sleep(100); })();
      const member = coroutine(function* () {
        try { yield* sleep(1000); } finally { log.push(yield* transfer(away)); }
      })();
      const head = coroutine(function* () { yield* transfer(member); })();
      const later = coroutine(function* () { yield* transfer(member, 'back'); return 'goes on'; })();
      const main = coroutine(async () => {
        const task = spawn(head);
        await sleep(1);
        await task.cancel();
        log.push(task.status, member.status);
        log.push(await spawn(later));
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['cancelled', 'transferring', 'back', 'goes on']);
  });
});

describe('suspend', () => {
  test('a registration that resumes and then throws has thrown, and wakes nothing later', async () => {
    const seen = await compiled(`
      const log = [];
      const clock = new VirtualClock();
      await run(coroutine(async () => {
        try { await suspend((resume) => { resume(1); throw new Error('register'); }); }
        catch (e) { log.push(e.message); }
        await sleep(10);
        log.push(clock.now());
      })(), { clock });
      return log;`);
    expect(seen).toEqual(['register', 10]);
  });
});

describe('outcomes', () => {
  test('a coroutine that was run as a task has the task’s outcome, whoever asks and whenever', async () => {
    const seen = await compiled(`
      const parent = coroutine(async () => {
        spawn(async () => { await sleep(1); throw new Error('child'); });
        return 'value';
      });
      const co = parent();
      const message = (e) => e.message;
      const early = [co.catch(message), co.catch(message)];
      return [...await Promise.all(early), await co.catch(message), co.status];`);
    expect(seen).toEqual(['child', 'child', 'child', 'done']);
  });

  test('while its children run it is no more done than its task is', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const co = coroutine(async () => { spawn(async () => { await sleep(10); }); return 'value'; })();
        const task = spawn(co);
        await sleep(1);
        log.push(co.status, co.done, task.status);
        log.push(await co, co.status, task.status);
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['awaiting', false, 'waiting', 'value', 'done', 'completed']);
  });

  test('a parent ends once, when a child’s failure ends the last of the others', async () => {
    const seen = await compiled(`
      const main = coroutine(async () => {
        spawn(coroutine(async () => {
          const failing = coroutine(async () => { throw new Error('child'); });
          spawn(failing());
          spawn(async () => {});
        })());
      });
      try { await go(main); } catch (e) { return e.message; }`);
    expect(seen).toBe('child');
  });

  test('an observer that was cancelled has observed nothing', async () => {
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const seen: unknown[] = [];
    process.on('uncaughtException', (e) => seen.push(e.message));
    try {
      await compiled(`
        const failing = coroutine(async () => { await new Promise(setImmediate); throw new Error('nobody saw'); });
        const task = spawn(failing());
        const watcher = spawn(async () => { await task; });
        await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
        watcher.cancel();
        for (let i = 0; i < 5; i++) await new Promise(setImmediate);`);
      expect(seen).toEqual(['nobody saw']);
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
  });
});

describe('circles', () => {
  test('waiting for the end of a task that waits for its children, of whom one is the waiter', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const parent = spawn(coroutine(async () => {
          spawn(async () => {
            for (const wait of [() => parent, () => parent.join()]) {
              try { await wait(); } catch (e) { log.push(e.code); }
            }
            spawn(async () => { try { await parent; } catch (e) { log.push(e.code); } });
          });
        })());
        await parent;
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['await-cycle', 'await-cycle', 'await-cycle']);
  });

  test('through a stranger that waits for the ancestor', async () => {
    const seen = await compiled(`
      const main = coroutine(async () => {
        let stranger;
        const parent = spawn(coroutine(async () => {
          spawn(async () => { await sleep(1); await stranger; });
        })());
        stranger = spawn(async () => { await parent; });
        await stranger;
      });
      try { await go(main); } catch (e) { return e.code; }`);
    expect(seen).toBe('await-cycle');
  });

  test('a child may wait for a coroutine that its parent runs', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const shared = coroutine(async () => { await sleep(10); return 'ready'; })();
        spawn(async () => { log.push(await shared); });
        log.push(await shared);
      });
      await go(main);
      return log;`);
    expect(seen).toEqual(['ready', 'ready']);
  });
});
