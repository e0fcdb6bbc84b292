/** `yield*` and the protocol of generators, step by step. */
import { expect, test } from 'vitest';
import { logOf } from './native.ts';

const PROGRAMS = {
  'results pass through untouched': `
    const result = { done: false, get value() { log('value'); return 1; } };
    const inner = { [Symbol.iterator]() { return this; }, get next() { log('read'); return () => result; } };
    function* g() { yield* inner; } const it = g(); log(it.next() === result, it.next() === result);`,
  'throw and return are forwarded': `
    function* inner() { try { yield 1; yield 2; } catch (e) { log('caught', e); yield 3; } finally { log('finally'); yield 4; } return 5; }
    function* g() { try { log('result', yield* inner()); } finally { log('outer'); } return 6; }
    const a = g(); for (const r of [a.next(), a.throw(1), a.next(), a.next()]) log(r.value, r.done);
    const b = g(); for (const r of [b.next(), b.return(8), b.next(), b.next()]) log(r.value, r.done);`,
  'what is missing': `
    let closed = 0; const bare = { [Symbol.iterator]() { return this; }, next() { return { done: false }; }, return() { closed++; return {}; } };
    function* g() { try { yield* bare; } catch (e) { log(e instanceof TypeError, closed); } }
    const a = g(); a.next(); log(a.throw(1).done);
    function* h(x) { yield* x; } for (const x of [1, null, undefined, {}, { [Symbol.iterator]: () => 1 }]) try { h(x).next(); log('none'); } catch (e) { log(e instanceof TypeError); }
    const c = h({ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }); c.next(); log(c.return(7).value, c.next().done);`,
  're-entry leaves all as it was': `
    let it; function* g() { try { it.next(); } catch (e) { log(e instanceof TypeError); } yield 1; yield* { [Symbol.iterator]() { return this; },
      next() { try { it.return(9); } catch (e) { log(e.message); } return { done: true, value: 2 }; } }; return 3; }
    it = g(); log(it.next().value, it.next().value, it.next().done);`,
  'before the start and after the end': `
    function* g() { log('never'); yield 1; }
    const a = g(); log(a.return(1).value, a.next().done); const b = g(); try { b.throw(2); } catch (e) { log(e); } log(b.next().done);
    const c = g(); c.next(); c.next(); log(c.return(3).value); try { c.throw(4); } catch (e) { log(e); }`,
  'compiled delegates whose methods are their own': `
    function* inner() { try { const got = yield 1; log('got', got); outer.next(); } catch (e) { log(e.message); } yield 2; throw 3; }
    let outer; function* g(x) { try { yield* x; } catch (e) { log('caught', e); } yield 4; }
    outer = g(g(inner())); for (const r of [outer.next(), outer.next(5), outer.next(), outer.next()]) log(r.value, r.done);
    const own = inner(); own.next = (v) => { log('own', v); return { done: true }; }; log(g(own).next(6).value);
    const late = inner(); const a = g(late); a.next(); late.next = () => log('never'); late.return(); log(a.next().value);
    const other = Object.create(inner()); try { log(g(other).next().value); } catch (e) { log(e instanceof TypeError); }
    const foreign = { [Symbol.iterator]() { return this; }, next: own.__proto__.__proto__.next }; log(g(foreign).next().value);`,
  'native and compiled': `
    const native = new Function('return function* (x) { try { const v = yield* x; return ["native", v]; } finally { yield "n"; } }')();
    function* g(x) { return ['compiled', yield* x]; }
    log(JSON.stringify([...g(native(g([1, 2])))])); const a = native(g([1])); a.next(); log(a.return(5).value, a.next().value, a.next().done);
    for (const x of g(g(g([1, 2, 3])))) { log(x); if (x === 2) break; } const [p, q] = g([4, 5, 6]); log(p, q);`,
};

for (const [name, source] of Object.entries(PROGRAMS)) {
  test(name, async () => {
    const native = await logOf(source, 'native');
    expect(native.length).toBeGreaterThan(0);
    expect(await logOf(source, 'compiled')).toEqual(native);
    expect(await logOf(source, 'unoptimized')).toEqual(native);
  });
}

test('a rejected value closes a synchronous source, on engines older than that rule as well', async () => {
  const source = `
    const source = () => ({ [Symbol.iterator]() { return this; }, next: () => ({ value: Promise.reject('v'), done: false }), return() { log('closed'); return {}; } });
    (async () => {
      try { for await (const x of source()) log(x); } catch (e) { log('caught', e); }
      try { await (async function* () { yield* source(); })().next(); } catch (e) { log('caught', e); }
      const endless = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { log('closed'); return {}; } };
      const it = (async function* () { yield* endless; })();
      await it.next();
      try { await it.throw('t'); } catch (e) { log(e.name); }
    })();`;
  const expected = ['closed', 'caught v', 'closed', 'caught v', 'closed', 'TypeError'];
  expect(await logOf(source, 'compiled')).toEqual(expected);
});
