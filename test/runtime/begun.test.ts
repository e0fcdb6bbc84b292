/** Coroutines that are begun where they are awaited, on the native stack: nobody can tell but by the time it takes. */
import { describe, expect, it } from 'vitest';
import { compiled } from './compiled.ts';

describe('a coroutine begun where it is awaited', () => {
  it('takes no native stack at any depth, whether it waits at the bottom, throws there, or ends at once', async () => {
    const outcome = await compiled(`
      const down = coroutine(async (n, end) => n === 0 ? await end() : 1 + await down(n - 1, end));
      return go(coroutine(async () => {
        const log = [];
        log.push(await down(100_000, () => 0));
        log.push(await down(100_000, async () => { await sleep(1); return 0; }));
        try { await down(100_000, () => { throw new RangeError('bottom'); }); } catch (e) { log.push(e.message); }
        try { await down(100_000, async () => { await sleep(1); throw new RangeError('later'); }); }
        catch (e) { log.push(e.message); }
        return log;
      }));`);
    expect(outcome).toEqual([100_000, 100_000, 'bottom', 'later']);
  });

  it('runs each finally once, inside out, as its task is cancelled', async () => {
    const log = await compiled(`
      const log = [];
      const inner = coroutine(async () => { try { await sleep(100); } finally { await sleep(1); log.push('inner'); } });
      const middle = coroutine(async () => { try { await inner(); } finally { log.push('middle'); } });
      const outer = coroutine(async () => { try { await middle(); log.push('never'); } finally { log.push('outer'); } });
      return go(coroutine(async () => {
        const task = spawn(outer());
        await sleep(1);
        await task.cancel();
        return [...log, task.status];
      }));`);
    expect(log).toEqual(['inner', 'middle', 'outer', 'cancelled']);
  });

  it('is waited for by others as it runs, and keeps its outcome', async () => {
    const log = await compiled(`
      const log = [];
      let shared;
      const failing = coroutine(async () => {
        spawn(async () => { try { await shared; } catch (e) { log.push('beside ' + e.message); } });
        log.push(shared.status);
        await sleep(1);
        throw new Error('once');
      });
      return go(coroutine(async () => {
        shared = failing();
        try { await shared; } catch (e) { log.push('caller ' + e.message); }
        try { await shared; } catch (e) { log.push('again ' + e.message); }
        await sleep(1);
        return [...log, shared.done];
      }));`);
    expect(log).toEqual(['delegated', 'caller once', 'again once', 'beside once', true]);
  });

  it('that awaits what is there is no suspension: a cancelled task does not see it', async () => {
    const log = await compiled(`
      const log = [];
      const two = coroutine(async () => (await 1) + (await one()));
      const one = coroutine(async () => 1);
      return go(coroutine(async () => {
        const task = spawn(async () => {
          task.cancel();
          log.push(await two());
          await sleep(1);
          log.push('never');
        });
        await task.join();
        return [...log, task.status];
      }));`);
    expect(log).toEqual([2, 'cancelled']);
  });
});
