/** Operations inside one another, and what runs while they register themselves or are taken back. */
import { describe, expect, test } from 'vitest';
import { compiled } from './compiled.ts';
import { events } from './events.ts';

describe('a clean-up that throws', () => {
  test('as a time limit takes the operation back: it is thrown there, and nobody waits for ever', async () => {
    expect(
      await events(`
    const bad = () => suspend(() => () => { throw new Error('clean-up'); });
    const main = coroutine(async () => {
      for (const what of [bad(), race([bad(), sleep(50)]), select({ a: bad(), b: sleep(50) })]) {
        try { await timeout(5, what); } catch (e) { log(e.message); }
      }
    });`),
    ).toEqual(['5 clean-up', '10 clean-up', '15 clean-up', '15 = undefined']);
  });
});

describe('what a case calls to register itself', () => {
  test('ends what another case waits for: a signal, a task, a coroutine, in select and in race', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      for (const both of [(a, b) => select({ a, b }, { order: 'first' }), (a, b) => race([a, b])]) {
        const controller = new AbortController();
        const aborts = suspend(() => controller.abort('why'));
        log(JSON.stringify(await both(aborts, aborted(controller.signal))));
        const task = spawn(nap(5, 'task'));
        log(JSON.stringify(await both(suspend(() => void task.cancel()), task.join())));
        const co = nap(5, 'coroutine');
        const running = spawn(co);
        try { await both(suspend(() => void running.cancel()), co); } catch (e) { log(e.code); }
      }
    });`),
    ).toEqual([
      '0 {"case":"b","value":"why"}',
      '0 {"case":"b","value":{"status":"cancelled"}}',
      '0 cancelled',
      '0 "why"',
      '0 {"status":"cancelled"}',
      '0 cancelled',
      '0 = undefined',
    ]);
  });

  test('two waits for conditions of one mutex: the second no longer has the lock, and the first has it again', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const mutex = new Mutex();
      const [a, b] = [new Condition(mutex), new Condition(mutex)];
      const lock = await mutex.lock();
      try { await select({ a: a.wait(lock), b: b.wait(lock) }); } catch (e) { log(e.code, mutex.locked); }
      lock.release();
      log(mutex.locked);
      log(await any([a.wait(lock), sleep(3)]));
    });`),
    ).toEqual(['0 lock-not-held true', '0 false', '3 ', '3 = undefined']);
  });
});

describe('barrier', () => {
  test('several arrivals that one task waits for have come each; those of a select once', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const barrier = new Barrier(3);
      spawn(async () => log('x', await barrier.arrive()));
      await checkpoint();
      log(await all([barrier.arrive(), barrier.arrive()]));
      spawn(async () => log('y', await all([barrier.arrive(), barrier.arrive()])));
      await checkpoint();
      log(await barrier.arrive());
      const two = new Barrier(2);
      log(JSON.stringify(await select({ a: two.arrive(), b: two.arrive(), s: sleep(3) })));
    });`),
    ).toEqual(['0 x 0', '0 1,2', '0 2', '0 y 0,1', '3 {"case":"s"}', '3 = undefined']);
  });
});

describe('map', () => {
  test('closes an iterator that it leaves, and none that has failed', async () => {
    expect(
      await events(`
    const counting = (until) => ({ [Symbol.iterator]() {
      let i = 0;
      return {
        next() { if (i === until) throw new Error('next'); return { value: i++, done: false }; },
        return() { log('closed'); return {}; },
      };
    } });
    const main = coroutine(async () => {
      try { await map(counting(3), 2, async () => {}); } catch (e) { log(e.message); }
      try { await map(counting(9), 2, async () => { throw new Error('body'); }); } catch (e) { log(e.message); }
    });`),
    ).toEqual(['0 next', '0 closed', '0 body', '0 = undefined']);
  });
});

describe('select', () => {
  test('takes promises and coroutines too, and cancels the coroutine that loses', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(JSON.stringify(await select({ p: Promise.resolve(1), s: sleep(5) })));
      log(JSON.stringify(await select({ c: nap(9, 'slow', 2), s: sleep(5) })));
      log(JSON.stringify(await select({ c: nap(3, 'quick'), s: sleep(5) })));
      log(JSON.stringify(await select({ c: nap(3, 'never') }, { default: true })));
    });`),
    ).toEqual([
      '0 {"case":"p","value":1}',
      '7 slow cleaned',
      '7 {"case":"s"}',
      '10 quick done',
      '10 quick left',
      '10 {"case":"c","value":"quick"}',
      '10 {"case":"default"}',
      '10 = undefined',
    ]);
  });
});

describe('waiting for the host', () => {
  test('is seen through operations in one another: no deadlock, and the clock does not jump', async () => {
    expect(
      await events(`
    const host = () => suspend((resume) => void setImmediate(resume, 'host'));
    const main = coroutine(async () => {
      for (const what of [
        () => all([all([host()])]),
        () => race([race([host()]), sleep(100)]),
        () => timeout(100, race([host()])),
        () => select({ a: race([host()]) }),
        () => select({ a: timeout(100, host()) }),
      ]) log(JSON.stringify(await what()));
    });`),
    ).toEqual([
      '0 [["host"]]',
      '0 "host"',
      '0 "host"',
      '0 {"case":"a","value":"host"}',
      '0 {"case":"a","value":"host"}',
      '0 = undefined',
    ]);
  });

  test('is over when its part has ended: what is left is a deadlock', async () => {
    for (const what of [
      'all([Promise.resolve(1), new Channel().receive()])',
      'all([all([sleep(1), Promise.resolve(1)]), timeout(9, Promise.resolve(1)), new Channel().receive()])',
      'settled([suspend((resume) => void setImmediate(resume)), new Channel().receive()])',
    ]) {
      expect(
        (await events(`const main = coroutine(async () => await ${what});`)).map(
          (said) => said.split(':')[0],
        ),
      ).toEqual([expect.stringMatching(/^[01] ! deadlock$/)]);
    }
  });

  test('a task of another scheduler is the host’s: waiting for it is no deadlock', async () => {
    expect(
      await compiled(`
    const work = coroutine(async () => await suspend((resume) => void setTimeout(resume, 5, 'elsewhere')));
    const task = spawn(work());
    const shared = once(work);
    const plain = shared().then();
    return await go(coroutine(async () => [await task, (await task.join()).status, await shared(), await plain]));`),
    ).toEqual(['elsewhere', 'completed', 'elsewhere', 'elsewhere']);
  });
});

describe('a scope whose body has ended well', () => {
  test('knows that it was cancelled, and so does its signal; its value stands', async () => {
    expect(
      await events(`
    const main = coroutine(async () => log(await scope(async (s) => {
      const { signal } = s;
      spawn(async () => { await sleep(2); s.cancel('enough'); log(s.cancelled, signal.aborted, signal.reason); });
      spawn(nap(9, 'child', 1));
      return 'value';
    })));`),
    ).toEqual(['2 true true enough', '3 child cleaned', '3 value', '3 = undefined']);
  });
});

describe('clean-up past its time', () => {
  test('is reported of each task that was held, by an operation of several or by a scope too', async () => {
    expect(
      await events(`
    const reported = [];
    const report = (e) => void reported.push(e.message);
    process.on('uncaughtException', report);
    const held = (what) => coroutine(async () => { try { await sleep(99); } finally { await what(); } })();
    const main = coroutine(async () => {
      try {
        await scope(async (s) => {
          s.spawn(held(() => scope(async () => await sleep(99))), { name: 'a' });
          s.spawn(held(() => all([nap(50, 'x'), sleep(60)])), { name: 'b' });
          await sleep(1);
          s.cancel();
          await shield(async () => await sleep(99));
        }, { name: 'c', cleanupTimeout: 10 });
      } catch (e) { log(e.code); }
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      process.off('uncaughtException', report);
      log(reported.map((text) => text.replace(/ took.*/, '')).sort());
    });`),
    ).toEqual([
      '11 x left',
      '11 cancelled',
      '11 clean-up of a (scope),clean-up of b (all(nap, sleep(60))),clean-up of c (shield)',
      '11 = undefined',
    ]);
  });
});

describe('a body without a name', () => {
  test('has that of the task around it, however many are in one another', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      try {
        await scope(async (s) => await scope(async () => await scope(async () => {
          s.cancel('why');
          await sleep(1);
        })));
      } catch (e) { log(e.message); }
    });`),
    ).toEqual(['0 main was cancelled: why', '0 = undefined']);
  });
});

describe('several at once', () => {
  test('are given as an array or an object: what is neither is refused, and so is a choice of none', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const co = nap(1, 'one');
      for (const f of [all, race, any, settled, select])
        log([null, 5, new Set([co]), co].map((given) => codeOf(() => f(given))).join(' '));
      log(codeOf(() => race([])), codeOf(() => select({})), (await select({}, { default: true })).case);
      for (const given of [null, 5, {}]) try { await map(given, 1, async () => {}); } catch (e) { log(e.code); }
    });`),
    ).toEqual([
      ...new Array(5).fill('0 bad-argument bad-argument bad-argument bad-argument'),
      '0 bad-argument bad-argument default',
      ...new Array(3).fill('0 not-iterable'),
      '0 = undefined',
    ]);
  });
});

describe('once', () => {
  test('awaited by its own body, or by what runs in it, is a cycle', async () => {
    expect(
      await events(`
    const direct = once(async () => await direct());
    const inside = once(async () => await scope(async () => await inside()));
    const main = coroutine(async () => {
      for (const f of [direct, inside]) try { await f(); } catch (e) { log(e.code); }
    });`),
    ).toEqual(['0 await-cycle', '0 await-cycle', '0 = undefined']);
  });
});
