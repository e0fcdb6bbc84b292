/** Scopes that a body opens, and what runs in place: compiled programs on the virtual clock, their events in order. */
import { describe, expect, test } from 'vitest';
import { events } from './events.ts';

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

  test('what was thrown may be anything, and so may a reason', async () => {
    expect(
      await events(`
    const bare = Object.create(null);
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn((async function clean() { 'use coroutine'; try { await sleep(9); } finally { throw Symbol('clean-up'); } })());
          await sleep(1);
          throw bare;
        });
      } catch (e) { log(e.message, e.errors[0] === bare); }
      const task = spawn(nap(9, 'nap'));
      task.cancel(bare);
      try { await task; } catch (e) { log(e.message, e.reason === bare); }
    });`),
    ).toEqual([
      '1 2 failures in main, first: an object true',
      '1 nap was cancelled: an object true',
      '1 = undefined',
    ]);
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

describe('supervisor', () => {
  test('a child’s failure leaves siblings alone; who awaits it sees it, onFailure hears of the others', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      return await supervisor(async (s) => {
        s.spawn(nap(20, 'sibling'));
        s.spawn(fail(5, 'unseen'), { name: 'lonely' });
        const seen = s.spawn(fail(6, 'seen'));
        try { await seen; } catch (e) { log('caught', e.message); }
        return 'value';
      }, { onFailure: (e, task) => log('onFailure', e.message, task.name, task.status) });
    });`),
    ).toEqual([
      '5 onFailure unseen lonely failed',
      '6 caught seen',
      '20 sibling done',
      '20 sibling left',
      '20 = value',
    ]);
  });

  test('without onFailure an unobserved failure is reported as uncaught a macrotask later', async () => {
    expect(
      await events(`
    process.once('uncaughtException', (e) => log('uncaught', e.message));
    const main = coroutine(async () => {
      await supervisor(async (s) => { s.spawn(fail(5, 'unseen')); });
      log('over');
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    });`),
    ).toEqual(['5 over', '5 uncaught unseen', '5 = undefined']);
  });

  test('a listener that throws is reported, and stops nobody', async () => {
    expect(
      await events(`
    process.once('uncaughtException', (e) => log('uncaught', e.message));
    const main = coroutine(async () => {
      await supervisor(async (s) => { s.spawn(fail(5, 'x')); s.spawn(nap(9, 'sibling')); }, { onFailure: () => { throw new Error('listener'); } });
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    });`),
    ).toEqual(['9 sibling done', '9 sibling left', '9 uncaught listener', '9 = undefined']);
  });

  test('it may start anew what has failed; the body’s own failure cancels the children', async () => {
    expect(
      await events(`
    let n = 0;
    const flaky = coroutine(async () => { await sleep(10); if (++n < 3) throw new Error('again'); log('well'); });
    const main = coroutine(async () => {
      await supervisor(async (s) => { s.spawn(flaky()); }, { onFailure: () => {} });
      log('first over');
      let restart;
      await supervisor(async (s) => { restart = () => s.spawn(flaky()); restart(); }, { onFailure: () => restart() });
      await supervisor(async (s) => { s.spawn(nap(50, 'child')); await sleep(1); throw new Error('body'); });
    });`),
    ).toEqual(['10 first over', '30 well', '31 child left', '31 ! body']);
  });
});

describe('shield', () => {
  test('runs to its end in a task that is cancelled, before or meanwhile', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(async () => {
        log(await shield(async () => { await nap(10, 'shielded'); return 'value'; }));
        log(await shield(async () => { await nap(10, 'again'); return 'value too'; }));
        await sleep(1);
        log('never');
      });
      await sleep(1);
      await victim.cancel();
      log(victim.status);
    });`),
    ).toEqual([
      '10 shielded done',
      '10 shielded left',
      '10 value',
      '20 again done',
      '20 again left',
      '20 value too',
      '20 cancelled',
      '20 = undefined',
    ]);
  });

  test('past its time TimeoutError is thrown inside', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(await shield(async () => {
        try { await sleep(100); } catch (e) { log(e.code); }
        await sleep(10);
        return 'went on';
      }, { timeout: 30 }));
      await shield(async () => { spawn(nap(100, 'child')); }, { timeout: 5 });
    });`),
    ).toEqual(['30 timeout', '40 went on', '45 child left', '45 ! timeout: shield took longer than 5 ms']);
  });

  test('operations in a finally are shielded, those of a scope opened there too', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(async () => {
        try { await sleep(100); } finally {
          await scope(async (s) => { s.spawn(nap(5, 'undo a')); s.spawn(nap(7, 'undo b')); });
          log('undone');
        }
      });
      await sleep(1);
      await victim.cancel();
    });`),
    ).toEqual([
      '6 undo a done',
      '6 undo a left',
      '8 undo b done',
      '8 undo b left',
      '8 undone',
      '8 = undefined',
    ]);
  });
});

describe('timeout', () => {
  test('ends an operation, a coroutine, a body; of a task only the waiting', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const caught = async () => {};
      for (const limited of [timeout(5, sleep(50)), timeout(5, nap(50, 'coroutine', 3)), timeout(5, async () => { await nap(50, 'body'); })]) {
        try { await limited; log('never'); } catch (e) { log(e.code, e.message); }
      }
      const task = spawn(nap(50, 'task'));
      try { await timeout(5, task); } catch (e) { log(e.message); }
      log(await timeout(50, sleep(1)), await timeout(50, nap(1, 'quick')), await timeout(50, async () => 7));
      return await task;
    });`),
    ).toEqual([
      '5 timeout sleep(50) took longer than 5 ms',
      '13 coroutine cleaned',
      '13 timeout nap took longer than 5 ms',
      '18 body left',
      '18 timeout a body took longer than 5 ms',
      '23 task nap took longer than 5 ms',
      '25 quick done',
      '25 quick left',
      '25  quick 7',
      '68 task done',
      '68 task left',
      '68 = task',
    ]);
  });

  test('cancelled, it takes the limited one along, and waits for it', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(async () => { try { await timeout(50, nap(90, 'limited', 4)); } finally { log('finally'); } });
      await sleep(1);
      await victim.cancel();
    });`),
    ).toEqual(['5 limited cleaned', '5 finally', '5 = undefined']);
  });

  test('a limited one that ends well while it is cancelled keeps its value; one that fails, its error', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(await timeout(5, async () => { try { await sleep(50); } finally { return 'too late, but there'; } }));
    });
    `),
    ).toEqual(['5 ! timeout: a body took longer than 5 ms']);
    expect(
      await events(`
    const main = coroutine(async () => {
      await timeout(5, async () => { try { await sleep(50); } finally { throw new Error('in clean-up'); } });
    });`),
    ).toEqual(['5 ! in clean-up']);
  });
});

describe('context', () => {
  test('is inherited by children, kept across suspensions, and ends with its body', async () => {
    expect(
      await events(`
    const user = context('nobody');
    const say = coroutine(async (who) => { await sleep(1); log(who, user.get()); });
    const main = coroutine(async () => {
      log(user.get());
      await withContext(user, 'ann', async () => {
        await sleep(1);
        spawn(say('child'));
        await scope(async (s) => { s.spawn(say('grandchild')); });
        await withContext(user, 'ben', async () => { await say('inner'); });
        log('body', user.get());
      });
      log(user.get());
    });
    log('plain', user.get());`),
    ).toEqual([
      '0 plain nobody',
      '0 nobody',
      '2 child ann',
      '2 grandchild ann',
      '3 inner ben',
      '3 body ann',
      '3 nobody',
      '3 = undefined',
    ]);
  });

  test('names: a body without one has that of the task above', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      spawn(async () => { log(currentTask().name); spawn(async () => { log(currentTask().name); }); }, { name: 'crawl' });
      spawn(async function page() { log(currentTask().name); });
    });`),
    ).toEqual(['0 crawl', '0 page', '0 crawl', '0 = undefined']);
  });
});
