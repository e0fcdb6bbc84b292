/** Corners of tasks and cancellation that compiled programs meet, each a rule of docs/runtime.md. */
import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';
import { events } from './events.ts';

describe('running', () => {
  test('then, called while a task runs, performs on that task’s scheduler', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      await all([sleep(60_000).then(() => log('then')), nap(30_000, 'coroutine').then(() => log('then'))]);
      log('both');
    });`),
    ).toEqual([
      '30000 coroutine done',
      '30000 coroutine left',
      '30000 then',
      '60000 then',
      '60000 both',
      '60000 = undefined',
    ]);
  });

  test('an awaitable performs anew each time it is awaited; a coroutine, a task and a cancellation keep their outcome', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const wait = sleep(5);
      await wait; log('once'); await wait; log('twice');
      let runs = 0;
      const limited = timeout(5, async () => ++runs);
      log(await limited, await limited);
      const co = nap(1, 'co');
      log(await co, await co);
      const task = spawn(nap(50, 'task'));
      const end = task.cancel();
      await end; await end;
      log(task.status);
    });`),
    ).toEqual([
      '5 once',
      '10 twice',
      '10 1 2',
      '11 co done',
      '11 co left',
      '11 co co',
      '11 cancelled',
      '11 = undefined',
    ]);
  });

  test('a native async function awaits tasks and operations, and leaves them by abort', async () => {
    expect(
      await compiled(`
    const controller = new AbortController();
    const seen = [];
    const native = new Function('run', 'sleep', 'controller', 'body', \`return (async () => {
      await sleep(1);
      const running = run(body, { signal: controller.signal });
      setTimeout(() => controller.abort('left'), 1);
      try { await running; } catch (e) { return e.code + ' ' + e.reason; }
    })();\`);
    const body = coroutine(async () => { try { await sleep(60_000); } finally { seen.push('cleaned'); } });
    seen.push(await native(run, sleep, controller, body));
    return seen;`),
    ).toEqual(['cleaned', 'cancelled left']);
  });
});

describe('cancellation', () => {
  test('no catch, return, break or continue in finally undoes it', async () => {
    expect(
      await events(`
    const stubborn = coroutine(async (how) => {
      for (let i = 0; ; i++) {
        try {
          try { await sleep(50); } catch { log('never'); } finally {
            log(how, i);
            if (how === 'return') return 'undone';
            if (how === 'break' && i === 0) break;
            if (how === 'continue' && i === 0) continue;
          }
        } finally { log('outer', i); }
      }
      log('after break');
      await sleep(1);
      log('never');
    });
    const main = coroutine(async () => {
      for (const how of ['return', 'break', 'continue']) {
        const task = spawn(stubborn(how));
        await checkpoint();
        await task.cancel();
        log(task.status);
      }
    });`),
    ).toEqual([
      '0 return 0',
      '0 outer 0',
      '0 cancelled',
      '0 break 0',
      '0 outer 0',
      '0 after break',
      '0 cancelled',
      '0 continue 0',
      '0 outer 0',
      '0 continue 1',
      '0 outer 1',
      '0 cancelled',
      '0 = undefined',
    ]);
  });

  test('an error thrown in finally makes the task failed; disposal is shielded like finally', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const key = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');
      const task = spawn(async () => {
        await using resource = { [key]: coroutine(async () => { await sleep(5); log('disposed'); }) };
        await sleep(50);
      });
      await sleep(1);
      await task.cancel();
      log(task.status);
      const bad = spawn(async () => { try { await sleep(50); } finally { throw new Error('clean-up'); } });
      await sleep(1);
      await bad.cancel();
      log(bad.status, (await bad.join()).error.message);
    });`),
    ).toEqual(['6 disposed', '6 cancelled', '7 failed clean-up', '7 ! clean-up']);
  });

  test('a coroutine that is merely held is a value, and is not closed', async () => {
    expect(
      await events(`
    const numbers = coroutine(function* () { try { yield 1; yield 2; } finally { log('closed'); } });
    const main = coroutine(async () => {
      const held = numbers();
      const later = nap(1, 'later');
      const task = spawn(async () => { log(held.resume()); const mine = later; await sleep(50); });
      await checkpoint();
      await task.cancel();
      log(held.status, held.resume(), later.status);
      return await later;
    });`),
    ).toEqual(['0 1', '0 suspended 2 suspended', '1 later done', '1 later left', '1 = later']);
  });

  test('from inside: a task that cancels itself goes on to its next suspension, in a scope of its own too', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const task = spawn(async () => {
        await scope(async () => {
          currentTask().cancel('me');
          log('still here');
          try { await sleep(1); } finally { log('leaves'); }
        });
        log('never');
      });
      log((await task.join()).reason);
    });`),
    ).toEqual(['0 still here', '0 leaves', '0 me', '0 = undefined']);
  });

  test('10,000 scopes in one another are cancelled without the native stack', async () => {
    expect(
      await events(`
    let left = 0;
    const nest = coroutine(async (n) => { try { await scope(async () => { if (n > 0) await nest(n - 1); else await sleep(50); }); } finally { left++; } });
    const main = coroutine(async () => {
      const task = spawn(nest(10_000));
      await sleep(1);
      await task.cancel();
      log(task.status, left);
    });`),
    ).toEqual(['1 cancelled 10001', '1 = undefined']);
  });
});
