/** Scopes that a body opens, and what runs in place: compiled programs on the virtual clock, their events in order. */
import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';

/** Runs the program; `log(…)` notes an event with the clock's time; gives the events, and what `main` gave or threw. */
async function events(body: string): Promise<unknown[]> {
  return compiled(`
    const clock = new VirtualClock();
    const seen = [];
    const log = (...what) => void seen.push(clock.now() + ' ' + what.join(' '));
    const nap = coroutine(async (ms, name, cleanup = 0) => {
      try { await sleep(ms); log(name, 'done'); return name; }
      finally { if (cleanup > 0) { await sleep(cleanup); log(name, 'cleaned'); } else log(name, 'left'); }
    });
    const fail = coroutine(async (ms, text) => { await sleep(ms); throw new Error(text); });
    const said = (e) => e.errors ? e.name + '(' + e.errors.map(said) + ')' : e.code ? e.code + ': ' + e.message : e.message;
    ${body}
    try { log('=', String(await run(main(), { clock }))); } catch (e) { log('!', said(e)); }
    return seen;`);
}

describe('scope', () => {
  test('runs its body at once, and ends when all it spawned have ended', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      spawn(async () => { log('sibling'); });
      const value = await scope(async (s) => {
        log('body');
        s.spawn(nap(20, 'a'));
        spawn(nap(10, 'b'));
        log('body over');
        return 'value';
      });
      log('after');
      return value;
    });`),
    ).toEqual([
      '0 body',
      '0 body over',
      '0 sibling',
      '10 b done',
      '10 b left',
      '20 a done',
      '20 a left',
      '20 after',
      '20 = value',
    ]);
  });

  test('the first failure cancels the rest, and is thrown as it is', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn(nap(50, 'a', 5));
          s.spawn(fail(10, 'boom'));
          await nap(40, 'body');
        });
      } catch (e) { log('caught', e.message); }
      await sleep(1);
      return 'goes on';
    });`),
    ).toEqual(['10 body left', '15 a cleaned', '15 caught boom', '16 = goes on']);
  });

  test('several failures are a ScopeError, in order', async () => {
    expect(
      await events(
        `
    const clumsy = coroutine(async () => { try { await sleep(99); } finally { throw new Error('clean-up'); } });
    const main = coroutine(() => scope(async (s) => {
      s.spawn(clumsy());
      s.spawn(fail(1, 'first'));
    }));
    `
          .replace('coroutine(() =>', 'coroutine(async () => await')
          .replace('}));', '}));'),
      ),
    ).toEqual(['1 ! ScopeError(first,clean-up)']);
  });

  test('a failure caught at its await cancels siblings and body all the same', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn(nap(50, 'sibling'));
          const bad = s.spawn(fail(1, 'boom'));
          try { await bad; } catch { log('caught inside'); }
          await sleep(10);
          log('never');
        });
      } catch (e) { log('outside', e.message); }
    });`),
    ).toEqual(['1 caught inside', '1 sibling left', '1 outside boom', '1 = undefined']);
  });

  test('the same error rethrown by the body counts once', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      await scope(async (s) => {
        const bad = s.spawn(fail(1, 'boom'));
        let error;
        try { await bad; } catch (e) { error = e; } finally { if (error) throw error; }
      });
    });`),
    ).toEqual(['1 ! boom']);
  });

  test('nested in the same task: spawn goes to the innermost, the task stays the same', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const task = currentTask();
      await scope(async () => {
        log(currentTask() === task, task.status);
        await scope(async () => { spawn(nap(5, 'inner')); log(currentTask() === task); });
        log('inner scope over');
        spawn(nap(1, 'outer'));
      });
      log(task.status);
    });`),
    ).toEqual([
      '0 true running',
      '0 true',
      '5 inner done',
      '5 inner left',
      '5 inner scope over',
      '6 outer done',
      '6 outer left',
      '6 running',
      '6 = undefined',
    ]);
  });

  test('cancelled by its own cancel(), it throws CancelledError where it was opened', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn(nap(50, 'child', 3));
          await sleep(1);
          s.cancel('enough');
          log(s.cancelled, s.signal.aborted, s.signal.reason);
          try { await sleep(10); log('never'); } catch { log('never'); } finally { log('finally'); }
        });
      } catch (e) { log(e.code, e.reason); }
      return 'on';
    });`),
    ).toEqual(['1 true true enough', '1 finally', '4 child cleaned', '4 cancelled enough', '4 = on']);
  });

  test('a body that had ended well keeps its value', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      let handle;
      spawn(async () => { await sleep(5); handle.cancel('late'); });
      return await scope(async (s) => { handle = s; s.spawn(nap(50, 'child')); return 'kept'; });
    });`),
    ).toEqual(['5 child left', '5 = kept']);
  });

  test('cancelling the task cancels what runs in place, through every level, and waits for it', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(async () => {
        try {
          await scope(async (s) => {
            s.spawn(nap(50, 'child', 10));
            await scope(async () => { await nap(50, 'inner', 2); });
          });
          log('never');
        } catch { log('never'); } finally { log('outermost'); }
      });
      await sleep(1);
      await victim.cancel();
      log(victim.status);
    });`),
    ).toEqual(['3 inner cleaned', '11 child cleaned', '11 outermost', '11 cancelled', '11 = undefined']);
  });

  test('an enclosing scope that is cancelled too: no CancelledError, the return goes on', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      try {
        await scope(async (outer) => {
          try {
            await scope(async (inner) => {
              await sleep(1);
              inner.cancel('inner');
              outer.cancel('outer');
              await sleep(1);
            });
            log('never');
          } catch { log('never'); }
        });
      } catch (e) { log(e.reason); }
    });`),
    ).toEqual(['1 outer', '1 = undefined']);
  });

  test('the deadline is an instant of the scheduler’s clock, and ends the scope with TimeoutError', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      await sleep(5);
      try { await scope(async (s) => { s.spawn(nap(50, 'child', 2)); await nap(90, 'body'); }, { deadline: 20, name: 'load' }); }
      catch (e) { log(e.code, e.message); }
      return await scope(async () => 'in time', { deadline: 23 });
    });`),
    ).toEqual([
      '20 body left',
      '22 child cleaned',
      '22 timeout load has passed its deadline',
      '22 = in time',
    ]);
  });

  test('daemons are cancelled once only they are left; a daemon’s failure is a failure', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      await scope(async (s) => {
        s.spawn(nap(1000, 'daemon'), { daemon: true });
        s.spawn(nap(5, 'worker'));
        await sleep(2);
      });
      log('first over');
      await scope(async (s) => { s.spawn(nap(1000, 'alone'), { daemon: true }); });
      await scope(async (s) => { s.spawn(fail(1, 'daemon failed'), { daemon: true }); await nap(9, 'body'); });
    });`),
    ).toEqual([
      '5 worker done',
      '5 worker left',
      '5 daemon left',
      '5 first over',
      '6 body left',
      '6 ! daemon failed',
    ]);
  });

  test('spawning: into a cancelled scope the body never runs, into an ended one is an error', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      let handle;
      try {
        await scope(async (s) => {
          handle = s;
          s.cancel();
          const late = s.spawn(nap(1, 'late'));
          log(late.status);
        });
      } catch (e) { log(e.code); }
      try { handle.spawn(nap(1, 'later')); } catch (e) { log(e.code); }
    });`),
    ).toEqual(['0 cancelled', '0 scope-ended', '0 = undefined']);
  });

  test('clean-up past its time is cancelled too, and reported with its name', async () => {
    expect(
      await events(`
    const reported = [];
    process.once('uncaughtException', (e) => reported.push(e.message));
    const slow = coroutine(async () => {
      try { await sleep(1000); } finally { try { await sleep(500); log('never'); } finally { log('left'); } }
    });
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn(slow());
          await sleep(1);
          s.cancel();
          await sleep(1);
        }, { cleanupTimeout: 50 });
      } catch (e) { log(e.code); }
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      log(reported);
    });`),
    ).toEqual([
      '51 left',
      '51 cancelled',
      '51 clean-up of slow (sleep(500)) took longer than 50 ms',
      '51 = undefined',
    ]);
  });
});
