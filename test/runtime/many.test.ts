/** What many tasks cost: time in proportion, no native stack, and nothing that is kept once they have ended. */
import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';

describe('many tasks', () => {
  test('a tree of 20,000 levels ends, fails and is cancelled', async () => {
    const seen = await compiled(`
      const nest = coroutine(async (n, bottom) => {
        if (n > 0) spawn(nest(n - 1, bottom));
        else await bottom();
      });
      const levels = 20000;
      const outcomes = [];
      const main = coroutine(async () => {
        outcomes.push((await spawn(nest(levels, () => sleep(5))).join()).status);
        const task = spawn(nest(levels, () => sleep(1e9)));
        await sleep(1);
        await task.cancel();
        outcomes.push(task.status);
        spawn(nest(levels, () => { throw new Error('at the bottom'); }));
      });
      try { await go(main); } catch (e) { outcomes.push(e.message); }
      return outcomes;`);
    // A body that had ended well keeps its value.
    expect(seen).toEqual(['completed', 'completed', 'at the bottom']);
  });

  test('100,000 wait for one and give up; 100,000 wait each for the one before', async () => {
    const seen = await compiled(`
      const log = [];
      const main = coroutine(async () => {
        const slow = spawn(async () => { await sleep(100); });
        const waiting = [];
        for (let i = 0; i < 100000; i++) waiting.push(spawn(async () => { await slow; }));
        await sleep(1);
        for (const task of waiting) task.cancel();
        await checkpoint();
        log.push(waiting.filter((task) => task.status === 'cancelled').length);
        let last = slow;
        for (let i = 0; i < 100000; i++) { const before = last; last = spawn(async () => { await before; }); }
        await last;
        log.push(last.status);
      });
      await go(main);
      return log;`);
    expect(seen).toEqual([100000, 'completed']);
  });

  test('100,000 sleepers are cancelled, and the heap is as before', async () => {
    const kept = await compiled<number>(`
      const heap = () => { for (let i = 0; i < 3; i++) gc(); return process.memoryUsage().heapUsed; };
      const round = coroutine(async () => {
        const parent = spawn(coroutine(async () => {
          for (let i = 0; i < 100000; i++) spawn(async () => { await sleep(1e6 + i); });
        })());
        await sleep(1);
        await parent.cancel();
      });
      await go(round);
      const before = heap();
      await go(round);
      return heap() - before;`);
    expect(kept).toBeLessThan(500_000);
  });
});

describe('what has ended holds nothing', () => {
  test('a task that is kept keeps its outcome, not what it ran', async () => {
    const seen = await compiled(`
      let held = { big: 1 };
      const ref = new WeakRef(held);
      const body = coroutine(async (value) => { await sleep(1); return typeof value; });
      const tasks = [];
      const main = coroutine(async (value) => { tasks.push(spawn(body(value))); await tasks[0]; });
      await run(main(held), { clock: new VirtualClock() });
      held = undefined;
      for (let i = 0; i < 3; i++) { await new Promise(setImmediate); gc(); }
      return [ref.deref() === undefined, tasks[0].status];`);
    expect(seen).toEqual([true, 'completed']);
  });

  test('a promise that never settles does not hold the task that waited for it', async () => {
    const seen = await compiled(`
      const never = new Promise(() => {});
      let ref;
      const main = coroutine(async () => {
        const held = { big: 1 };
        ref = new WeakRef(held);
        const body = coroutine(async (value) => { await never; return value; });
        const task = spawn(body(held));
        await checkpoint();
        await task.cancel();
      });
      await go(main);
      for (let i = 0; i < 3; i++) { await new Promise(setImmediate); gc(); }
      return [ref.deref() === undefined, never instanceof Promise];`);
    expect(seen).toEqual([true, true]);
  });
});

describe('the host', () => {
  test('has its turn also between the jumps of a virtual clock', async () => {
    const seen = await compiled(`
      let turn = false;
      setImmediate(() => { turn = true; });
      const main = coroutine(async () => { let n = 0; while (!turn && n < 1e6) { await sleep(1); n++; } return turn; });
      return go(main);`);
    expect(seen).toBe(true);
  });

  test('is not asked for turn upon turn where no time will come', async () => {
    const seen = await compiled<number>(`
      let turns = 0;
      const original = globalThis.setImmediate;
      let resolve;
      const promise = new Promise((r) => { resolve = r; });
      const main = coroutine(async () => {
        const forever = spawn(async () => { await sleep(Infinity); });
        await promise;
        await forever.cancel();
      });
      const ended = go(main);
      await new Promise((r) => original(r));
      globalThis.setImmediate = (f) => { turns++; return original(f); };
      try {
        for (let i = 0; i < 100; i++) await new Promise((r) => original(r));
      } finally { globalThis.setImmediate = original; }
      resolve();
      await ended;
      return turns;`);
    expect(seen).toBe(0);
  });
});

describe('an async generator', () => {
  test('is asked 50,000 times at once, and any of those who wait may give up', async () => {
    const seen = await compiled(`
      const log = [];
      const numbers = coroutine(async function* () { for (let i = 0; ; i++) { await sleep(1); yield i; } })();
      const main = coroutine(async () => {
        const pullers = [];
        for (let n = 0; n < 50000; n++) {
          pullers.push(spawn(async () => { for await (const i of numbers) return i; }));
        }
        await checkpoint();
        for (let n = 0; n < 50000; n++) if (n % 10000 !== 0) pullers[n].cancel();
        for (const puller of pullers) if (puller.status !== 'cancelled') log.push(await puller);
      });
      await go(main);
      return log;`);
    // Each closes it on its way out, in a turn behind the requests that were there before.
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  test('answers plain requests in order, in time in proportion', async () => {
    const seen = await compiled(`
      const numbers = coroutine(async function* () { for (let i = 0; ; i++) yield i; })();
      const requests = [];
      for (let i = 0; i < 100000; i++) requests.push(numbers.next());
      const results = await Promise.all(requests);
      return results.every(({ value }, i) => value === i);`);
    expect(seen).toBe(true);
  });
});
