/**
 * Traps of `yield*`: the specification's loop, step by step. What an async generator does with a synchronous iterator that
 * has no `throw` changed in ES2025, and engines differ: those are held in generators alone.
 */
import type { Trap } from './trap.ts';

export const DELEGATION: readonly Trap[] = [
  {
    number: 66,
    title: 'a delegate without return or throw: it is closed, and a TypeError thrown',
    fixtures: [
      'delegation/without-return-or-throw',
      'delegation/missing-throw-with-bad-close',
      'delegation/throw-in-foreign-cleanup',
    ],
    bodies: {
      'nothing but next': `// only: generator
        const bare = { n: 0, [Symbol.iterator]() { return this; }, next(v) { log('next', v); return { value: 'v', done: this.n++ > 1 }; } }; try { yield* bare; } catch (e) { log(e.name, e.message === 't0'); } finally { log('finally', yield 'f'); }`,
      'closed without throw, in its order': `// only: generator
        const half = { n: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 1 }; }, get throw() { log('get throw'); return undefined; }, get return() { log('get return'); return (...xs) => { log('close', ...xs); return {}; }; } }; try { log(yield* half); } catch (e) { log(e.name); }`,
      'closing fails': `// only: generator
        for (const bad of [() => { throw 'close'; }, () => 1, 5]) { const it = { n: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 0 }; }, throw: null, return: bad }; try { log(yield* it); } catch (e) { log(e.name ?? e); } }`,
      'throw or return that is no function': `// only: generator
        for (const bad of [1, {}, 's']) { const it = { n: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 0 }; }, throw: bad, return: bad }; try { log(yield* it); } catch (e) { log(e.name ?? e); } }`,
    },
  },
  {
    number: 67,
    title: 'a delegated throw is dispatched twice',
    fixtures: ['delegation/throw-dispatched-once', 'delegation/throw-answered', 'finally/in-delegated'],
    bodies: {
      'caught by the delegate': `const inner = function* () { for (let i = 0; i < 3; i++) try { log('sent', yield i); } catch (e) { log('inner caught', e); } return 'r'; }; try { log(yield* inner()); } catch (e) { log('outer caught', e); } finally { log('finally'); } yield 'after';`,
      'thrown on by the delegate': `let n = 0; const it = { [Symbol.iterator]() { return this; }, next: () => ({ value: n, done: n++ > 2 }), throw(e) { log('delegate', e); throw 'from throw'; }, return(v) { log('closed?', v); return { value: v, done: true }; } }; for (const i of [1, 2]) try { yield* it; } catch (e) { log('caught', e); yield 'in catch'; }`,
      'answered by a result': `const it = { n: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 3 }; }, throw(e) { log('throw', e); return { value: 'answer', done: this.n++ > 1 }; } }; try { log('value', yield* it); } catch (e) { log('never', e); }`,
      'nested in try of both': `const inner = function* () { try { yield 1; } finally { log('inner', yield 'f'); } }; const middle = function* () { try { yield* inner(); } catch (e) { log('middle', e); throw yield 'm'; } }; try { yield* middle(); } catch (e) { log('outer', e); }`,
    },
  },
  {
    number: 68,
    title: 'a delegated return honours done: false and the value of the delegate',
    fixtures: [
      'delegation/return-not-done',
      'delegation/inner-overrides-return',
      'delegation/inner-finally-yields',
      'delegation/value-order-of-close',
    ],
    bodies: {
      'the delegate goes on': `// only: generator
        const it = { n: 0, [Symbol.iterator]() { return this; }, next(v) { log('next', v); return { value: this.n, done: this.n++ > 3 }; }, return(v) { log('return', v); return { value: ['not yet', v], done: this.n++ > 2 }; } }; try { log('value', yield* it); } finally { log('finally', yield 'f'); }`,
      'its own value': `const it = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return: (v) => ({ get done() { log('done'); return true; }, get value() { log('value'); return 'own'; } }), throw: () => ({ done: true, value: 'thrown' }) }; try { log(yield* it); } finally { log('finally'); }`,
      'finally of generators': `const inner = function* () { try { yield 1; } finally { const x = yield 'cleanup'; log('sent', x); if (x === 12) return 'override'; } }; try { log('value', yield* inner()); } finally { log('outer', yield 'f'); }`,
      'a result that is no object': `for (const bad of [undefined, 1, null]) { const it = { n: 0, [Symbol.iterator]() { return this; }, next() { return { value: this.n, done: this.n++ > 0 }; }, return: () => bad, throw: () => bad }; try { log(yield* it); } catch (e) { log(e.name); } }`,
    },
  },
  {
    number: 69,
    title: 'next is read once; results pass untouched; what is no object is a TypeError',
    fixtures: [
      'delegation/next-read-once',
      'delegation/result-not-an-object',
      'delegation/values-and-result',
      'delegation/not-iterable',
    ],
    tests: ['test/ecmascript/delegation.test.ts'],
    bodies: {
      'read once, called with what is sent': `// only: generator
        const it = { n: 0, get [Symbol.iterator]() { log('get iterator'); return function (...xs) { log('iterator', this === it, xs.length); return this; }; }, get next() { log('get next'); return function (...xs) { log('next', this === it, xs.length, ...xs); return { value: this.n, done: this.n++ > 2 }; }; } }; log(yield* it); it.n = 2; log(yield* it);`,
      'not iterable': `for (const x of [null, undefined, 1, {}, { [Symbol.iterator]: 1 }, { [Symbol.iterator]: () => 1 }, { [Symbol.iterator]: () => ({}) }, { [Symbol.iterator]: () => ({ next: 1 }) }, { [Symbol.iterator]: () => ({ next: () => 1 }) }, { [Symbol.iterator]() { throw 'thrown'; } }]) try { log(yield* x); } catch (e) { log(e.name ?? e); }`,
      'arrays, strings, maps, arguments, generators': `// only: generator
        log(yield* [], yield* 'añ😀', yield* new Set([1, 2]), yield* new Map([[1, 2]]), yield* arguments, yield* (function* () { return yield 1; })(), yield* new Uint8Array(2), yield* [, 1]);`,
    },
    scripts: {
      'results pass as they are': `const results = [{ done: false, value: 1, extra: 'x' }, { done: 0, get value() { log('value'); return 2; } }, Object.create({ value: 3 }), { done: '', }, { done: 1, get value() { log('last value'); return 'end'; } }]; let n = 0; const inner = { [Symbol.iterator]() { return this; }, next() { return results[n++]; } }; function* g() { log('result', yield* inner); } const it = g(); for (let i = 0; i < 5; i++) { const r = it.next(); log(r === results[i], i); } function* outer() { yield* g2(); } function* g2() { yield* inner; } n = 0; const o = outer(); log(o.next() === results[0], o.next() === results[1]);`,
    },
  },
  {
    number: 70,
    title: 'a delegate that calls back into the outer generator',
    fixtures: ['delegation/calls-back-into-delegator'],
    programs: {
      'every method from every method': `// only: generator
        let it; const again = (m, v) => { try { return it[m](v); } catch (e) { return e.name ?? e; } };
        function* main() { CO; try { log('value', yield* { n: 0, [Symbol.iterator]() { log(again('next')); return this; }, get next() { log(again('return', 1)); return (v) => { log(again('next', v)); return { done: v === 13, value: v }; }; }, return(v) { log(again('next')); return { done: true, value: v }; }, throw(e) { log(again('throw', e)); throw e; } }); } finally { log('finally', again('next')); } return 'end'; }
        const inner = main; exports.main = () => (it = inner());`,
      'from a delegated coroutine and its finally': `// only: generator
        let it; const again = (m) => { try { return it[m](m); } catch (e) { return e.name ?? e; } };
        function* deep() { CO; try { log(again('next')); yield 1; log(again('return')); yield 2; } finally { log(again('throw')); yield 'f'; log(again('next')); } return 'deep'; }
        function* middle() { CO; return yield* deep(); }
        function* main() { CO; log(yield* middle()); return again('next'); }
        const inner = main; exports.main = () => (it = inner());`,
      'a delegate that is resumed by others meanwhile': `// only: generator
        function* source() { CO; let n = 0; while (n < 8) { const x = yield n++; if (x !== undefined) log('sent', x); } return 'done'; }
        function* main() { CO; const s = source(); const other = (function* () { log(s.next('from outside').value); yield; })(); log(s.next().value); for (let i = 0; i < 2; i++) { other.next(); yield s.next('x').value; } log(yield* s); }`,
    },
  },
  {
    number: 71,
    title: 'delegation as an operand, several times in one function',
    fixtures: [
      'delegation/as-operand',
      'delegation/loop-of-delegations',
      'delegation/inside-finally',
      'delegation/in-try-finally',
      'delegation/source-suspends',
    ],
    bodies: {
      'as an operand': `const g = function* (x) { return [x, yield x]; }; let a = 1; log(a + (yield* g(1)) + a++, f(yield* g(2), yield* g(3)), [...yield* g(4), yield 's'], { [yield* g(5)]: yield* g(6) }, \`\${yield* g(7)}\`, (yield* g(8))[0] ? yield* g(9) : 0, a += (yield* g(10))[0]);`,
      'nested in each other': `const g = function* (x) { return yield x; }; log(yield* g(yield* g(yield 1)), yield* [yield* g(2), yield 3], yield* (yield 4) ? [1] : [], yield* g(...yield* (function* () { yield 5; return [6]; })()));`,
      'in loops, finally and heads': `const g = function* (x) { try { return yield x; } finally { log('g', x); } }; for (let i = (yield* g(0), 0); i < 2; yield* g('update'), i++) { try { yield* g(i); } finally { yield* g('f' + i); } } for (const x of yield* (function* () { yield 'src'; return [1, 2]; })()) yield* g(x); return yield* g('last');`,
      'of itself, of what is shared': `// only: generator
        const list = [1, 2, 3][Symbol.iterator](); yield* list; yield* list; const s = (function* () { yield 1; yield 2; yield 3; })(); for (const x of s) { log(x); break; } yield* s; log(yield* (function* () { return 'empty'; })());`,
    },
  },
  {
    number: 72,
    title: 'deep chains, return and throw through them, one delegate shared by two',
    fixtures: [
      'scale/deep-delegation',
      'delegation/recursion',
      'delegation/shared-iterator',
      'delegation/started-delegate',
      'delegation/finished-delegate',
    ],
    scripts: {
      'deep chains': `function* chain(n) { try { return n === 0 ? yield 'leaf' : yield* chain(n - 1); } finally { count++; } } let count = 0; for (const [m, v] of [['next', 1], ['return', 2], ['throw', 3]]) { const it = chain(500); it.next(); try { const r = it[m](v); log(m, r.value, r.done); } catch (e) { log(m, 'threw', e); } log(count); count = 0; } log([...(function* rec(n) { if (n) { yield n; yield* rec(n - 1); yield -n; } })(50)].length);`,
      'one delegate of two': `function* leaf() { try { yield 1; yield 2; yield 3; yield 4; return 'r'; } finally { log('leaf closed'); } } const shared = leaf(); function* g(name) { try { return [name, yield* shared]; } finally { log(name, 'closed'); } } const a = g('a'), b = g('b'); for (const it of [a, b, a]) log(JSON.stringify(it.next())); log(JSON.stringify(b.return('x'))); log(JSON.stringify(a.next()), JSON.stringify(shared.next()));`,
      'a chain that bites its tail': `let it; function* a() { yield 'a'; yield* b(); } function* b() { yield 'b'; try { yield* it; } catch (e) { log(e.name); } yield 'after'; } it = a(); log(JSON.stringify([...it]));`,
      'errors and finally in a chain, native ones among them': `const native = new Function('return function* (x) { try { return yield* x; } catch (e) { yield ["native", e]; throw e; } finally { yield "native finally"; } }')(); function* g(n) { try { return yield* n ? native(g(n - 1)) : [1, 2]; } finally { log('finally', n); } } for (const m of ['throw', 'return', 'next']) { const it = g(2); log(JSON.stringify(it.next())); for (let i = 0; i < 7; i++) log(m, i, attempt(() => JSON.stringify(i === 0 ? it[m]('x') : it.next(i)))); }`,
    },
  },
];
