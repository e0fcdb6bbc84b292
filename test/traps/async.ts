/** Traps of promises: turns, thenables, queues, rejections, async iteration. The scripts log against a clock of native ticks. */
import type { Trap } from './trap.ts';

/** Thirty native ticks, numbered, beside the script. */
const CLOCK = `let tick = 0; (function beat() { if (tick < 30) Promise.resolve().then(() => { tick++; beat(); }); })(); const at = (...values) => log(tick, ...values);\n`;

const clocked = (scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(scripts).map(([name, text]) => [name, CLOCK + text]));

export const ASYNC: readonly Trap[] = [
  {
    number: 73,
    title: 'numbers of turns: of await, and of returning a value, a promise, a thenable',
    tests: ['test/ecmascript/jobs.test.ts'],
    fixtures: ['async/await-values-and-thenables', 'async/return-promise'],
    scripts: clocked({
      await: `const thenable = { then(r) { at('then'); r('t'); } }; for (const [name, v] of Object.entries({ value: 1, promise: Promise.resolve(1), thenable, late: new Promise((r) => Promise.resolve().then(() => r(1))), nested: Promise.resolve(Promise.resolve(1)) })) (async () => { at(name, 'before'); await v; at(name, 'after'); await null; at(name, 'later'); })().then(() => at(name, 'done'));`,
      return: `const thenable = { then(r) { at('then'); r('t'); } }; for (const [name, v] of Object.entries({ value: 1, promise: Promise.resolve(1), thenable, rejected: Promise.reject(1) })) { (async () => v)().then(() => at(name), () => at(name, 'rejected')); (async () => { await 0; return v; })().then(() => at('late', name), () => at('late', name, 'rejected')); (async () => { try { return v; } finally { at(name, 'finally'); } })().then(() => at('finally', name), () => at('finally', name, 'rejected')); (async () => { return await v; })().then(() => at('await', name), () => at('await', name, 'rejected')); }`,
      'throw, and functions that never suspend': `(async () => { throw 1; })().catch(() => at('thrown')); (async () => { await 0; throw 1; })().catch(() => at('late')); (async () => {})().then(() => at('empty')); (async () => 1)().then(() => at('arrow')); (async (x = 1) => { if (x) return; await 0; })().then(() => at('early')); (async () => { for (const x of [1, 2]) await x; at('loop'); })().then(() => at('looped')); (async () => { const f = async () => await 1; await f(); at('nested'); await f(); at('twice'); })();`,
      'async generators': `async function* g() { at('start'); yield 1; at('a'); yield Promise.resolve(2); at('b'); await 3; at('c'); return Promise.resolve(4); } const it = g(); (async () => { for (let i = 0; i < 5; i++) { const r = await it.next(); at(r.value, r.done); } })(); const all = g(); for (let i = 0; i < 5; i++) all.next().then((r) => at('all', i, r.value, r.done));`,
    }),
  },
  {
    number: 74,
    title: 'await ignores a patched `then` and a replaced Promise; it reads `constructor`',
    fixtures: ['hostility/patched-builtins'],
    scripts: clocked({
      'then of a native promise, its own and on the prototype': `const p = Promise.resolve('p'); p.then = () => { at('own then'); }; (async () => { at(await p); })(); const then = Promise.prototype.then; Promise.prototype.then = function (...xs) { log('patched then'); return then.apply(this, xs); }; (async () => { const x = await Promise.resolve(1); log('awaited', x); await 2; for await (const y of [3]) log(y); Promise.prototype.then = then; at('restored'); return 4; })();`,
      'a replaced Promise': `const P = Promise; globalThis.Promise = class Mine { constructor() { log('constructed'); } static resolve() { log('resolve'); } }; const r = (async () => { await 1; log('after'); return 2; })(); log(r instanceof P, r.constructor === P); (async function* () { yield 1; })().next().then((x) => log(x.value)); globalThis.Promise = P;`,
      'constructor is read': `const p = Promise.resolve(1); let reads = 0; Object.defineProperty(p, 'constructor', { get() { reads++; return Promise; } }); (async () => { await p; at('reads', reads); await p; at('reads', reads); })(); const q = Promise.resolve(1); Object.defineProperty(q, 'constructor', { get() { throw 'from constructor'; } }); (async () => { try { await q; } catch (e) { at(e); } })(); (async () => { const r = (async () => q)(); r.then(() => at('returned'), (e) => at('rejected', e)); })();`,
      'subclasses and foreign promises': `class Mine extends Promise {} (async () => { at(await Mine.resolve(1)); at(await new Mine((r) => r(2))); })(); Mine.prototype.then = function (...xs) { at('mine'); return super.then(...xs); }; (async () => { at(await Mine.resolve(3)); return Mine.resolve(4); })().then(at); Promise.resolve = () => { throw 'patched resolve'; }; (async () => { at(await 5); })();`,
    }),
  },
  {
    number: 75,
    title: 'thenables: `then` read once, called later; settled twice; a getter that throws',
    fixtures: ['async/thenable-corners', 'async/return-rejected-into-generator'],
    scripts: clocked({
      'read once and called in a later turn': `const thenable = { get then() { at('get'); return function (r, j) { at('call', this === thenable, typeof r, typeof j); r('value'); r('again'); j('late'); }; } }; (async () => { at('before'); at(await thenable); return thenable; })().then(at); at('sync');`,
      throwing: `const getter = { get then() { throw 'getter'; } }, thrower = { then() { throw 'thrown'; } }, both = { then(r) { r('first'); throw 'ignored'; } }, rejecter = { then(r, j) { j('rejected'); } }; for (const t of [getter, thrower, both, rejecter]) { (async () => { try { at(await t); } catch (e) { at('caught', e); } })(); (async () => t)().then((v) => at('returned', v), (e) => at('return rejected', e)); (async function* () { try { yield t; } catch (e) { at('yield', e); } })().next().then((r) => at('r', r.value)); }`,
      'that give thenables, that never settle, that are functions': `const inner = { then(r) { r('inner'); } }, outer = { then(r) { r(inner); } }; const fn = Object.assign(() => {}, { then(r) { r('function'); } }); (async () => { at(await outer); at(await fn); at(await { then: 1 }); at(typeof (await { then: null })); await { then() {} }; at('never'); })(); (async () => { at(await Object.create({ then(r) { r('inherited'); } })); })();`,
      'in for await and in generators': `const thenable = (v) => ({ then(r) { at('then', v); r(v); } }); (async () => { for await (const x of [thenable(1), 2, thenable(3)]) at(x); })(); async function* g() { yield thenable(4); return thenable(5); } (async () => { const it = g(); at((await it.next()).value); at((await it.next()).value); })(); const r = g(); r.return(thenable(6)).then((x) => at('return', x.value));`,
    }),
  },
  {
    number: 76,
    title: 'a rejected await in try, with an await in finally, keeps the reason',
    fixtures: [
      'async/await-in-finally-keeps-reason',
      'finally/suspension-keeps-error',
      'async/rejection-is-thrown',
    ],
    bodies: {
      'one after the other': `// only: async async-generator
        try { try { await Promise.reject('reason'); } finally { log('finally', @); await null; } } catch (e) { log('caught', e, @); } for (const i of [1, 2]) try { await Promise.reject(i); } catch (e) { log(e, @); continue; } finally { log('f', @); }`,
      'returns, nested ones and rejections in finally': `// only: async async-generator
        const g = async () => { try { return await Promise.reject('g'); } finally { await answer(1); } }; try { await g(); } catch (e) { log(e); } try { try { await Promise.reject('first'); } finally { await Promise.reject('second'); } } catch (e) { log(e, @); } try { return await Promise.resolve('value'); } finally { try { await Promise.reject('inner'); } catch (e) { log(e, @); } }`,
      'rejected by nobody, caught without a binding': `// only: async async-generator
        try { await Promise.reject(undefined); log('never'); } catch (e) { log(e === undefined, @); } try { await Promise.reject(); } catch { log(@); } finally { await 0; log('end'); }`,
    },
    programs: {
      'through functions': `// only: async async-generator
        FUNCTION deep(n) { CO; try { if (n) RUN(deep(n - 1)); else throw new Error('deep'); } finally { log('finally', n, @); } }
        FUNCTION main() { CO; try { RUN(deep(2)); } catch (e) { log(e); throw e; } finally { log('main', @); } }`,
    },
  },
  {
    number: 77,
    title: 'exactly the unhandled rejections of the engine',
    tests: ['test/ecmascript/jobs.test.ts'],
    scripts: {
      'unhandled, handled late, handled': `(async () => { throw 'unhandled'; })(); (async () => { await 0; throw 'unhandled later'; })(); (async () => { throw 'handled'; })().catch(() => {}); const p = (async () => { throw 'awaited'; })(); (async () => { try { await p; } catch (e) { log(e); } })(); (async () => Promise.reject('returned'))(); (async () => { await Promise.reject('awaited inside'); })();`,
      'two waiters, finally, race': `const p = (async () => { throw 'once'; })(); (async () => { await p; })(); (async () => { try { await p; } finally { log('finally'); } })(); (async () => { await Promise.all([(async () => { throw 'a'; })(), (async () => { throw 'b'; })()]); })().catch(log);`,
      'async generators': `async function* g() { yield 1; throw 'generator'; } const it = g(); it.next(); it.next(); it.next().then((r) => log(r.done)); async function* h() { try { yield Promise.reject('yielded'); } catch (e) { log('caught', e); } } h().next(); const k = g(); k.next(); k.return(Promise.reject('returned')); const l = g(); l.throw('thrown'); const m = g(); m.return(Promise.reject('at start')).catch((e) => log(e));`,
      'for await': `(async () => { for await (const x of [Promise.reject('element')]) log('never'); })(); (async () => { try { for await (const x of [1, Promise.reject('second')]) log(x); } catch (e) { log('caught', e); } })(); (async () => { const ps = [Promise.resolve(1), Promise.reject('unseen')]; for await (const x of ps) break; })();`,
      parameters: `(async (x = (() => { throw 'parameter'; })()) => {})(); (async ({ x }) => {})(null).catch((e) => log(e.name)); class C { async m([x] = 1) {} } new C().m().catch((e) => log(e.name)); (async () => { await (async (y = Promise.reject('default')) => { await y; })(); })();`,
    },
  },
  {
    number: 78,
    title: 'async generators: `return promise` is awaited inside try, yield awaits its operand',
    fixtures: [
      'async-generators/return-promise-*',
      'async-generators/yield-awaits-operand',
      'async-generators/return-overridden',
    ],
    bodies: {
      'return of a rejection inside try': `// only: async-generator
        try { yield 1; try { return Promise.reject('rejected'); } catch (e) { log('caught', e); return Promise.resolve('recovered'); } finally { log('finally', yield 'f'); } } finally { await null; log('outer'); }`,
      'yield of promises': `// only: async-generator
        log(yield Promise.resolve('value')); try { yield Promise.reject('rejected'); log('never'); } catch (e) { log('caught', e); } log([yield Promise.resolve(1), yield 2, await Promise.resolve(3)]); yield { then(r) { r('thenable'); } }; yield [Promise.resolve(1)].length;`,
      'values of returns': `// only: async-generator
        if (q === 's') { try { return { then(r) { log('then'); r('value'); } }; } finally { log('finally', await answer(1)); } }`,
      'return without await against return await': `// only: async-generator
        const g = async function* (x) { try { return x; } catch (e) { log('inside', e); return 'replaced'; } }; for (const x of [Promise.resolve(1), Promise.reject(2), 3]) { const it = g(x); try { const r = await it.next(); log(r.value, r.done); } catch (e) { log('outside', e); } } yield 'end';`,
    },
  },
  {
    number: 79,
    title: 'return(rejected) at a yield throws into the body',
    fixtures: ['async/return-rejected-into-generator', 'async-generators/injected-return'],
    scripts: clocked({
      'at a yield': `async function* g() { try { yield 1; } catch (e) { at('caught', e); yield 'after'; } finally { at('finally'); } } const it = g(); it.next(); it.return(Promise.reject('r')).then((r) => at(r.value, r.done)); it.next().then((r) => at(r.value, r.done));`,
      'before the start and after the end': `async function* g() { at('never'); } const a = g(); a.return(Promise.reject('r')).then(at, (e) => at('rejected', e)); a.next().then((r) => at(r.done)); const b = g(); b.next().then(() => b.return(Promise.reject('s'))).then(at, (e) => at('rejected', e)); const c = g(); c.return(Promise.resolve('value')).then((r) => at(r.value, r.done)); c.return({ then(r, j) { j('thenable'); } }).catch((e) => at(e));`,
      'within yield*': `const inner = { [Symbol.asyncIterator]() { return this; }, next: () => ({ value: 1, done: false }), return(v) { at('return', typeof v.then); return v; }, throw(e) { at('throw', e); return { done: true, value: 't' }; } }; async function* g() { try { at('result', yield* inner); } catch (e) { at('caught', e.name ?? e); } } const it = g(); it.next(); it.return(Promise.reject('x')).then((r) => at(r.value, r.done), (e) => at('out', e)); async function* own() { try { yield 1; } catch (e) { at('inner caught', e); } } async function* h() { yield* own(); } const k = h(); k.next(); k.return(Promise.reject('y')).then((r) => at(r.value, r.done));`,
    }),
  },
  {
    number: 80,
    title: 'queueing: the order of settlement against the progress of the body',
    fixtures: ['async-generators/unfinished-awaits-in-order'],
    scripts: clocked({
      'many at once': `async function* g() { at('start'); const a = yield 'one'; at('got', a); await null; const b = yield 'two'; at('got', b); } const it = g(); for (let i = 0; i < 4; i++) it.next(i).then((r) => at(i, r.value, r.done)); at('sync');`,
      'next, return and throw queued': `async function* g() { try { at('start'); yield 1; yield 2; } catch (e) { at('caught', e); yield 3; } finally { at('finally'); await 0; yield 4; } } for (const word of ['nrn', 'ntnn', 'nnrtn', 'rnn', 'tnr', 'nrrn', 'ntrnn']) { const it = g(); [...word].forEach((c, i) => (c === 'n' ? it.next(i) : c === 'r' ? it.return(i) : it.throw(i)).then((r) => at(word, i, r.value, r.done), (e) => at(word, i, 'rejected', e))); }`,
      'asked from within': `let it; async function* g() { it.next('inner').then((r) => at('inner', r.value, r.done)); at('a', yield 1); it.return('left').then((r) => at('left', r.value, r.done)); at('b', yield 2); at('never'); } it = g(); it.next('outer').then((r) => at('outer', r.value)); it.next('last').then((r) => at('last', r.value, r.done));`,
      'return of promises in the queue': `async function* g() { yield 1; } const a = g(); a.return(Promise.resolve('p')).then((r) => at('a1', r.value)); a.return('q').then((r) => at('a2', r.value)); a.next().then((r) => at('a3', r.done)); a.return(Promise.reject('rej')).catch((e) => at('a4', e)); a.next().then((r) => at('a5', r.done)); a.throw('t').catch((e) => at('a6', e));`,
    }),
  },
  {
    number: 81,
    title:
      'yield* of async generators left by return or break: the outer one stops, yields of inner finally blocks are seen',
    fixtures: [
      'async-generators/delegate-break-outer',
      'async-generators/finally-with-awaits',
      'async-generators/delegate-coroutine',
    ],
    bodies: {
      'break out of a loop over the outer': `// only: async-generator
        const inner = async function* () { try { yield 1; yield 2; } finally { log('inner'); await 0; yield 'from finally'; log('inner end'); } }; const outer = async function* () { try { yield* inner(); log('never'); } finally { log('outer'); } }; for await (const x of outer()) { log(x); break; } const it = outer(); await it.next(); const r = await it.return('r'); log(r.value, r.done); const s = await it.next(); log(s.value, s.done); yield 'end';`,
      driven: `// only: async-generator
        const inner = async function* () { try { log('got', yield 1); yield 2; return 'r'; } finally { log('sent', yield 'f'); } }; try { log('value', yield* inner()); } finally { log('outer', yield 'g'); }`,
      'returns of the delegate': `// only: async-generator
        const it = { n: 0, [Symbol.asyncIterator]() { return this; }, next(v) { log('next', v); return { value: this.n, done: this.n++ > 2 }; }, return(v) { log('return', v); return Promise.resolve({ value: ['kept', v], done: this.n++ > 1 }); } }; try { log('value', yield* it); } finally { log('finally', await answer(1)); }`,
    },
    scripts: clocked({
      turns: `const inner = async function* () { try { yield 1; yield 2; } finally { at('inner'); yield 'f'; } }; async function* outer() { yield* inner(); at('never'); } (async () => { const it = outer(); at((await it.next()).value); at(JSON.stringify(await it.return('r'))); at(JSON.stringify(await it.next())); at(JSON.stringify(await it.next())); })(); (async () => { for await (const x of outer()) at('of', x); at('end'); })();`,
    }),
  },
  {
    number: 82,
    title: 'errors of a delegated async generator propagate',
    fixtures: [
      'async-generators/delegate-errors',
      'async-generators/delegate-async',
      'async-generators/delegate-sync',
    ],
    bodies: {
      'caught and thrown on': `// only: async-generator
        const bad = async function* () { yield 1; throw 'bad'; }; try { yield* bad(); } catch (e) { log('caught', e); } const worse = async function* () { try { yield* bad(); } finally { log('finally', yield 'f'); } }; try { yield* worse(); } catch (e) { log(e); } yield* (async function* () { try { yield 2; } catch (e) { log('inner', e); yield 'recovered'; } })();`,
      'of what is no async iterator': `// only: async-generator
        for (const x of [null, undefined, 1, {}, { [Symbol.asyncIterator]: 1 }, { [Symbol.asyncIterator]: () => 1 }, { [Symbol.asyncIterator]: () => ({ next: () => 1 }) }, { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject('rejected') }) }]) try { log(yield* x); } catch (e) { log(e.name ?? e); }`,
      'of synchronous ones': `// only: async-generator
        const sync = { n: 0, [Symbol.iterator]() { return this; }, next(v) { log('next', v); return { value: Promise.resolve(this.n), done: this.n++ > 1 }; }, throw(e) { log('throw', e); return { value: 'answer', done: false }; }, return(v) { log('return', v); return { value: v, done: true }; } }; log(yield* sync);`,
      'missing methods': `// only: async-generator
        const bare = { n: 0, [Symbol.asyncIterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 1 }; } }; try { yield* bare; } catch (e) { log(e.name); } const closed = { n: 0, [Symbol.asyncIterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 1 }; }, return() { log('closed'); return {}; } }; try { yield* closed; } catch (e) { log(e.name, await answer(2)); }`,
    },
  },
  {
    number: 83,
    title: 'for await: no return() once next has failed, return() when the body throws',
    fixtures: [
      'async/for-await-errors',
      'async/for-await-continue-and-finally',
      'async/for-await-sync-rejections',
      'async-generators/for-await-inside',
    ],
    bodies: {
      'closing by each exit': `// only: async async-generator
        const make = (how) => ({ n: 0, [Symbol.asyncIterator]() { return this; }, get next() { log('get next'); return () => { if (how === 'throws' && this.n) throw 'next'; if (how === 'rejects' && this.n) return Promise.reject('rejected'); return { value: this.n, done: this.n++ > 2 }; }; }, get return() { log('get return'); return (...xs) => { log('return', xs.length); return {}; }; } }); for (const how of ['throws', 'rejects', 'break', 'throw', 'end']) try { for await (const x of make(how)) { log(how, x, @); if (how === 'break') break; if (how === 'throw') throw 'body'; } } catch (e) { log('caught', e); } for await (const x of make('return')) return [x, @];`,
      'close that rejects, or is no object': `// only: async async-generator
        const make = (r) => ({ [Symbol.asyncIterator]() { return this; }, next: () => ({ value: 1, done: false }), return: r }); for (const r of [() => Promise.reject('close'), () => 1, () => Promise.resolve(), () => { throw 'sync close'; }, undefined, null]) { try { for await (const x of make(r)) { @; break; } log('left'); } catch (e) { log('break', e.name ?? e); } try { for await (const x of make(r)) throw 'body'; } catch (e) { log('throw', e.name ?? e); } }`,
      'labels, continue and nesting': `// only: async async-generator
        a: for await (const x of stream(1, 2)) { for await (const y of stream('a', 'b')) { log(x, y, @); if (y === 'a') continue a; } } b: for await (const x of stream(1)) { try { for await (const y of iter('s')) break b; } finally { log('finally', @); } } for await (const x of stream()) log('never');`,
    },
  },
  {
    number: 84,
    title: 'for await: values of synchronous sources are awaited, those of asynchronous ones are not',
    fixtures: [
      'async/for-await-sync-source',
      'async/for-await-async-source',
      'async/for-await-values-not-awaited',
      'async/for-await-heads',
    ],
    bodies: {
      'by source': `// only: async async-generator
        for await (const x of [1, Promise.resolve(2), { then(r) { r(3); } }]) log(x, @); for await (const x of stream(1, Promise.resolve(2))) log(x, typeof x); for await (const x of (async function* () { yield 1; yield Promise.resolve(2); })()) log(x, @); for await (const [k, v = await answer(9)] of new Map([[1], [2, 3]])) log(k, v); for await (const x of 'ab') log(x);`,
      'results that are no objects, sources that are none': `// only: async async-generator
        for (const r of [1, undefined, null, Promise.resolve(1)]) try { for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => r, return() { log('never'); } }) }) log('never'); } catch (e) { log(e.name, @); } for (const x of [null, 1, {}, { [Symbol.asyncIterator]: 1 }, { [Symbol.asyncIterator]: () => 1 }]) try { for await (const y of x) log('never'); } catch (e) { log(e.name); } for await (const z of { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true }) }) }) log('never');`,
      'targets and captured bindings': `// only: async async-generator
        const o = {}, fs = []; for await (o.x of [Promise.resolve(1)]) log(o); for await (o[@] of [1]) log(o); for await (let x of [1, 2]) { fs.push(() => x); @; x *= 2; } for await (const { a = @, ...r } of [{ b: 1 }]) log(a, r); for await (var v of [Promise.resolve(5)]); log(v, fs.map((g) => g()));`,
    },
    scripts: clocked({
      turns: `(async () => { for await (const x of [1, Promise.resolve(2)]) at('sync', x); at('sync end'); })(); (async () => { for await (const x of (async function* () { yield 1; yield 2; })()) at('async', x); at('async end'); })(); (async () => { for await (const x of { [Symbol.asyncIterator]: () => { let n = 0; return { next: () => ({ value: n, done: n++ > 1 }), return: () => { at('return'); return {}; } }; } }) { at('plain', x); if (x) break; } at('plain end'); })();`,
    }),
  },
  {
    number: 85,
    title: 'awaits surface as yields',
    fixtures: ['async/async-generator-mixed', 'async/manual-next-of-generator', 'async/await-every-operand'],
    bodies: {
      'mixed in one expression': `// only: async-generator
        log([await answer(1), yield 'a', await answer(2), yield await answer(3), await (yield 'b')], f(yield 'c', await answer(4)), \`\${await answer(5)}\${yield 'd'}\`); const { x = await answer(6), y = yield 'e' } = {}; log(x, y); for (const z of [await answer(7), yield 'f']) { await z; yield z; log(await (async () => await z)()); }`,
      'in loops, conditions and finally': `// only: async-generator
        for (let i = await answer(0); i < 2; i += await answer(1)) { if (await answer(i)) yield i; try { await answer(2); } finally { await answer(3); yield ['f', i]; await answer(4); } } switch (await answer(1)) { case await answer(1): yield 'case'; } do yield await answer(5); while (!(await answer(6))); return await answer(7);`,
      'only awaits, only yields, neither': `// only: async-generator
        const a = async function* () { await answer(1); await answer(2); }, b = async function* () { yield 1; yield 2; }, c = async function* () { return 'c'; }; const all = async (it) => { const out = []; for await (const x of it) out.push(x); return out; }; log(await all(a()), await all(b()), await all(c()), await c().next().then((r) => r.value)); yield* b();`,
    },
  },
];
