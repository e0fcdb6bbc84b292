/** Waiting for several at once, and doing things again: compiled programs on the virtual clock. */
import { describe, expect, test } from 'vitest';
import { events } from './events.ts';

describe('all', () => {
  test('arrays and objects of coroutines, operations, tasks and promises, in order', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const task = spawn(nap(3, 'task'));
      log(JSON.stringify(await all([nap(9, 'a'), sleep(5), task, Promise.resolve(4), nap(1, 'b')])));
      log(JSON.stringify(await all({ x: nap(2, 'c'), y: nap(1, 'd') })), JSON.stringify(await all([])));
    });`),
    ).toEqual([
      '1 b done',
      '1 b left',
      '3 task done',
      '3 task left',
      '9 a done',
      '9 a left',
      '9 ["a",null,"task",4,"b"]',
      '10 d done',
      '10 d left',
      '11 c done',
      '11 c left',
      '11 {"x":"c","y":"d"} []',
      '11 = undefined',
    ]);
  });

  test('the first failure cancels the rest, which have ended when it is thrown; a task by handle goes on', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const task = spawn(nap(50, 'task'));
      try { await all([nap(40, 'a', 5), fail(3, 'boom'), sleep(99), task]); } catch (e) { log('caught', e.message); }
      try { await all([fail(1, 'one'), async function () {}, ].slice(0, 1)); } catch (e) { log('caught', e.message); }
    });`),
    ).toEqual([
      '8 a cleaned',
      '8 caught boom',
      '9 caught one',
      '50 task done',
      '50 task left',
      '50 = undefined',
    ]);
  });

  test('what clean-up throws comes with it', async () => {
    expect(
      await events(`
    const clumsy = coroutine(async () => { try { await sleep(99); } finally { throw new Error('clean-up'); } });
    const main = coroutine(async () => { await all([fail(1, 'boom'), clumsy()]); });`),
    ).toEqual(['1 ! ScopeError(boom,clean-up)']);
  });

  test('cancelled, it cancels all, and waits for them', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(async () => { try { await all([nap(50, 'a', 3), nap(50, 'b', 6), sleep(50)]); } finally { log('finally'); } });
      await sleep(1);
      await victim.cancel();
    });`),
    ).toEqual(['4 a cleaned', '7 b cleaned', '7 finally', '7 = undefined']);
  });

  test('children fail on their own account: a child of one of them fails that one', async () => {
    expect(
      await events(`
    const parent = coroutine(async () => { spawn(fail(2, 'grandchild')); await nap(50, 'parent'); });
    const main = coroutine(async () => { await all([parent(), nap(50, 'other')]); });`),
    ).toEqual(['2 parent left', '2 other left', '2 ! grandchild']);
  });

  test('both ends of a channel meet in all and settled, as alternatives of race, any or select they do not', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const c = new Channel();
      log(await all([c.send(1), c.receive()]));
      log((await settled([c.receive(), c.send(2)]))[0].value);
      for (const choice of [race, any, select]) {
        try { await timeout(5, choice([c.send(3), c.receive()])); } catch (e) { log(e.code); }
      }
    });`),
    ).toEqual(['0 ,1', '0 2', '5 timeout', '10 timeout', '15 timeout', '15 = undefined']);
  });

  test('as a case that is not taken it has taken nothing', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const a = new Channel(1), b = new Channel(1);
      a.trySend('kept');
      log((await select({ both: all([a.receive(), b.receive()]) }, { default: true })).case, a.length);
      const task = spawn(async () => { await sleep(1); });
      await checkpoint();
      task.cancel();
      b.trySend('too');
      log((await select({ both: all([a.receive(), b.receive()]), late: sleep(5) })).value);
    });`),
    ).toEqual(['0 default 1', '0 kept,too', '0 = undefined']);
  });

  test('what cannot be waited for is refused', async () => {
    expect(await events(`const main = coroutine(async () => { await all([nap(1, 'a'), 5]); });`)).toEqual([
      '0 ! not-a-coroutine: cannot await 5: it is no coroutine',
    ]);
  });
});

describe('race', () => {
  test('the first to end, well or badly; the others are cancelled and have ended', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(await race([nap(9, 'slow', 4), nap(3, 'quick'), sleep(50)]));
      try { await race([nap(9, 'slow'), fail(2, 'boom')]); } catch (e) { log('caught', e.message); }
      await race([]);
    });`),
    ).toEqual([
      '3 quick done',
      '3 quick left',
      '7 slow cleaned',
      '7 quick',
      '9 slow left',
      '9 caught boom',
      '9 ! bad-argument: race(sources) takes at least one',
    ]);
  });

  test('of two that end in the same turn the first one wins, and the other one is undone', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(await race([sleep(5), nap(5, 'same instant')]));
      log(await race([Promise.resolve('p'), nap(1, 'n')]));
    });`),
    ).toEqual(['5 same instant left', '5 ', '5 n left', '5 p', '5 = undefined']);
  });

  test('what another one decided while it registered itself never runs', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const c = new Channel();
      log(await race([c.receive(), timeout(50, () => { c.trySend('sent'); return nap(5, 'never'); })]));
      await sleep(10);
    });`),
    ).toEqual(['0 sent', '10 = undefined']);
  });

  test('one that is ready wins at once: the coroutines never run', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const done = spawn(async () => 'ready');
      await done;
      const never = nap(1, 'never');
      log(await race([never, done]), never.status);
    });`),
    ).toEqual(['0 ready done', '0 = undefined']);
  });
});

describe('any', () => {
  test('the first to end well; AggregateError, in order of the sources, when none does', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      log(await any([fail(1, 'x'), nap(3, 'well'), nap(9, 'late')]));
      try { await any([fail(2, 'second'), fail(1, 'first')]); } catch (e) { log(e.code, e.errors.map((x) => x.message), e.message); }
    });`),
    ).toEqual([
      '3 well done',
      '3 well left',
      '3 late left',
      '3 well',
      '5 none-completed second,first none of 2 ended well',
      '5 = undefined',
    ]);
  });
});

describe('settled', () => {
  test('tells what became of each', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const victim = spawn(nap(50, 'victim'));
      spawn(async () => { await sleep(3); victim.cancel('why'); });
      log(JSON.stringify(await settled([nap(1, 'a'), victim])));
      const [, bad] = await settled([sleep(1), fail(1, 'boom')]);
      log(bad.status, bad.error.message);
    });`),
    ).toEqual([
      '1 a done',
      '1 a left',
      '3 victim left',
      '3 [{"status":"completed","value":"a"},{"status":"cancelled","reason":"why"}]',
      '4 failed boom',
      '4 = undefined',
    ]);
  });
});

describe('map', () => {
  test('in order of the input, at most so many at once', async () => {
    expect(
      await events(`
    let now = 0, most = 0;
    const main = coroutine(async () => {
      const results = await map([5, 1, 4, 2, 3], 2, async (n, i) => {
        most = Math.max(most, ++now);
        await sleep(n);
        now--;
        log(n);
        return n * 10 + i;
      });
      log(results, most);
      log(await map([], 3, async () => 1), (await map(new Set([1, 2, 3]), Infinity, async (n) => n)).join());
    });`),
    ).toEqual(['1 1', '5 5', '5 4', '7 2', '8 3', '8 50,11,42,23,34 2', '8  1,2,3', '8 = undefined']);
  });

  test('from an async iterable items are taken as they can be worked on', async () => {
    expect(
      await events(`
    const source = coroutine(async function* () {
      try { for (let n = 1; ; n++) { log('gives', n); yield n; } } finally { log('closed'); }
    });
    const main = coroutine(async () => {
      try {
        await map(source(), 2, async (n) => { await sleep(10); if (n === 3) throw new Error('third'); });
      } catch (e) { log('caught', e.message); }
    });`),
    ).toEqual([
      '0 gives 1',
      '0 gives 2',
      '10 gives 3',
      '10 gives 4',
      '20 gives 5',
      '20 closed',
      '20 caught third',
      '20 = undefined',
    ]);
  });

  test('the first failure cancels the rest and closes the iterator; so does cancellation', async () => {
    expect(
      await events(`
    function* numbers() { try { for (let n = 1; ; n++) yield n; } finally { log('closed'); } }
    const main = coroutine(async () => {
      try { await map(numbers(), 3, async (n) => { await nap(n === 2 ? 1 : 50, 'n' + n); if (n === 2) throw new Error('two'); }); } catch (e) { log('caught', e.message); }
      const victim = spawn(async () => { await map(numbers(), 2, async (n) => { await nap(50, 'v' + n); }); });
      await sleep(1);
      await victim.cancel();
      log(victim.status);
      await map([1], 0, async () => {});
    });`),
    ).toEqual([
      '1 n2 done',
      '1 n2 left',
      '1 n1 left',
      '1 n3 left',
      '1 closed',
      '1 caught two',
      '2 v1 left',
      '2 v2 left',
      '2 closed',
      '2 cancelled',
      '2 ! bad-argument: map takes a concurrency from 1, not 0',
    ]);
  });
});

describe('retry', () => {
  test('waits longer each time, on the clock in force, and gives what ends well', async () => {
    expect(
      await events(`
    const main = coroutine(async () => {
      const value = await retry({ attempts: 5, delay: 100, factor: 3, maxDelay: 500, jitter: 0 }, async (attempt) => {
        log('attempt', attempt);
        if (attempt < 4) throw new Error('no');
        return 'yes';
      });
      log(value);
    });`),
    ).toEqual([
      '0 attempt 1',
      '100 attempt 2',
      '400 attempt 3',
      '900 attempt 4',
      '900 yes',
      '900 = undefined',
    ]);
  });

  test('defaults, a seed that repeats the jitter, when, and the last error', async () => {
    const program = `
    const main = coroutine(async () => {
      try { await retry({}, async (attempt) => { log('attempt', attempt); throw new Error('no ' + attempt); }); } catch (e) { log(e.message); }
      await retry({ when: (e, attempt) => { log('when', e.message, attempt); return false; } }, async () => { spawn(fail(1, 'child')); });
    });`;
    const first = await events(program, 'seed: 7');
    expect(first).toEqual(await events(program, 'seed: 7'));
    const times = first.slice(0, 3).map((line) => Number(line.split(' ')[0]));
    const [a = 0, b = 0, c = 0] = times;
    expect(a).toBe(0);
    expect(b).toBeGreaterThanOrEqual(50);
    expect(b).toBeLessThanOrEqual(100);
    expect(c - b).toBeGreaterThanOrEqual(100);
    expect(c - b).toBeLessThanOrEqual(200);
    expect(first.slice(3).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'no 3',
      'when child 1',
      '! child',
    ]);
  });
});

describe('once', () => {
  test('shared by all who await it; a failure lets the next one try', async () => {
    expect(
      await events(`
    let runs = 0;
    const load = once(async () => { log('run', ++runs); await sleep(10); if (runs === 1) throw new Error('first'); return 'value'; });
    const main = coroutine(async () => {
      const [a, b] = await settled([load(), load()]);
      log(a.error.message, b.error === a.error);
      log(await all([load(), load()]), await load(), runs);
    });`),
    ).toEqual(['0 run 1', '10 first true', '10 run 2', '20 value,value value 2', '20 = undefined']);
  });

  test('one cancelled awaiter does not stop it, the last one does', async () => {
    expect(
      await events(`
    const load = once(async () => { await nap(50, 'load', 5); return 'value'; });
    const main = coroutine(async () => {
      const a = spawn(async () => { log('a', await load()); });
      const b = spawn(async () => { log('b', await load()); });
      await sleep(1);
      await a.cancel();
      log('a', a.status);
      await sleep(1);
      await b.cancel();
      log('b', b.status);
      log(await load());
    });`),
    ).toEqual([
      '1 a cancelled',
      '7 load cleaned',
      '7 b cancelled',
      '57 load done',
      '62 load cleaned',
      '62 value',
      '62 = undefined',
    ]);
  });
});
