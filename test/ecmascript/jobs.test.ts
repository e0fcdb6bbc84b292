/** The order of promise jobs: each program logs against a clock of native ticks. */
import { expect, test } from 'vitest';
import { logOf } from './native.ts';

/** Twenty native ticks, numbered, beside the program. */
const CLOCK = `
let tick = 0; (function beat() { if (tick < 30) Promise.resolve().then(() => { tick++; beat(); }); })();
const at = (...values) => log(tick, ...values);
const thenable = { then(resolve) { at('then'); resolve('t'); } };
`;

const PROGRAMS = {
  'await and return': `
    (async () => { at('a'); await 1; at('b'); await Promise.resolve(2); at('c'); await thenable; at('d'); })().then(() => at('e'));
    (async () => Promise.resolve(1))().then(() => at('promise')); (async () => thenable)().then(() => at('thenable'));
    (async () => { try { return await Promise.reject(1); } catch (e) { return e; } finally { await 0; at('f'); } })().then(at);
    (async () => { throw 1; })().catch(() => at('thrown')); (async (a = (() => { throw 2; })()) => {})().catch(() => at('parameter'));`,
  'patched then and constructor': `
    const p = Promise.resolve(1); p.then = () => at('patched'); (async () => { await p; at('not asked'); })();
    const q = Promise.resolve(2); let reads = 0; Object.defineProperty(q, 'constructor', { get() { reads++; return Promise; } });
    (async () => { await q; at('reads', reads); })();
    class Mine extends Promise {} (async () => { await Mine.resolve(3); at('mine'); })();`,
  'async generators': `
    async function* g() { try { const a = yield 1; at('a', a); yield Promise.resolve(2); yield* [3, Promise.resolve(4)]; yield* h(); }
      finally { await 0; at('finally'); } return Promise.resolve(5); }
    async function* h() { yield 6; return 7; }
    const it = g(); for (let i = 0; i < 8; i++) it.next(i).then((r) => at(i, r.value, r.done));`,
  'returns and throws': `
    async function* g() { try { yield 1; yield 2; } catch (e) { at('caught', e); yield 3; } }
    const a = g(); a.return(Promise.resolve(9)).then((r) => at('start', r.value)); a.next().then((r) => at('done', r.done));
    const b = g(); b.next(); b.return(Promise.reject('no')).then((r) => at('b', r.value, r.done)); b.next().then((r) => at('b2', r.done));
    const c = g(); c.throw(1).catch((e) => at('c', e)); c.next().then((r) => at('c2', r.done));
    const d = g(); d.next(); d.return(thenable).then((r) => at('d', r.value)); d.return(2).then((r) => at('d2', r.value));
    d.throw(3).catch((e) => at('d3', e)); const proto = Object.getPrototypeOf(g.prototype);
    proto.next.call({}).catch((e) => at(e instanceof TypeError)); proto.return.call(1).catch((e) => at(e instanceof TypeError));`,
  'a return without a value is not awaited': `
    async function* plain() { return; } async function* inTry() { try { return; } catch {} }
    async function* inLoop(x) { for (const y of [1]) { if (x) return; return y; } }
    async function* inFinally() { try { return 1; } finally { return; } }
    for (const it of [plain(), inTry(), inLoop(true), inLoop(false), inFinally()]) it.next().then((r) => at(r.value, r.done));`,
  'for await': `
    (async () => { for await (const x of [1, Promise.resolve(2), thenable]) at(x); at('end'); })();
    (async () => { try { for await (const x of [1, Promise.reject(2)]) at('r', x); } catch (e) { at('rejected', e); } })();
    const it = { [Symbol.asyncIterator]() { return this; }, n: 0, next() { return { value: this.n++, done: false }; },
      return() { at('return'); return Promise.resolve({}); } };
    (async () => { for await (const x of it) if (x > 1) break; at('left'); })();`,
  'delegation in async generators': `
    const inner = { [Symbol.asyncIterator]() { return this; }, next(v) { at('next', v); return { value: Promise.resolve(v), done: v === 2 }; },
      return(v) { at('return', v); return { value: v, done: false }; }, throw(e) { at('throw', e); return { value: e, done: true }; } };
    async function* g() { const r = yield* inner; at('result', r); return r; }
    const a = g(); for (const v of [0, 1, 2, 3]) a.next(v).then((r) => at(r.value, r.done));
    const b = g(); b.next(1); b.return(Promise.resolve(4)).then((r) => at('b', r.value, r.done)); b.throw(5).then((r) => at('b', r.value, r.done));
    const c = (async function* () { try { yield* { [Symbol.asyncIterator]() { return { next: () => ({ value: 1 }) }; } }; } catch (e) { at(e instanceof TypeError); } })();
    c.next(); c.throw(1).then((r) => at('c', r.done));`,
};

for (const [name, source] of Object.entries(PROGRAMS)) {
  test(name, async () => {
    const native = await logOf(CLOCK + source, 'native');
    expect(native.length).toBeGreaterThan(2);
    expect(await logOf(CLOCK + source, 'compiled')).toEqual(native);
    expect(await logOf(CLOCK + source, 'inline')).toEqual(native);
  });
}

test('a rejection that nobody handles is reported once, with its reason', async () => {
  const reports: unknown[] = [];
  const report = (reason: unknown): void => void reports.push(reason);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', report);
  try {
    for (const column of ['native', 'compiled'] as const) {
      await logOf(
        `(async () => { await 1; throw '${column}'; })(); (async () => { throw 'handled'; })().catch(() => {});`,
        column,
      );
    }
  } finally {
    process.off('unhandledRejection', report);
    for (const listener of others) process.on('unhandledRejection', listener);
  }
  expect(reports).toEqual(['native', 'compiled']);
});
