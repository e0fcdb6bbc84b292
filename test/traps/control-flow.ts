/** Traps of control flow: finally, labels, loops, closing iterators, switches, re-entry. */
import type { Trap } from './trap.ts';

export const CONTROL_FLOW: readonly Trap[] = [
  {
    number: 50,
    title: 'return, break and continue within try, catch and finally of loops',
    fixtures: [
      'finally/break-*',
      'finally/continue-*',
      'finally/return-value-from-loop-in-try',
      'finally/try-in-loop-return',
    ],
    tests: ['test/differential/completions.test.ts'],
    bodies: {
      'return in try of a loop': `for (let i = 0; i < 3; i++) { try { log('try', i, @); if (i === 1) return [i, @]; } finally { log('finally', i); if (i === 0) @; } } log('not reached');`,
      'continue in catch with finally': `for (const i of [0, 1, 2]) { try { if (i === 1) throw 'odd'; log(@); if (i === 2) break; } catch (e) { log(e, @); continue; } finally { log('finally', i, @); } log('after', i); } log('end');`,
      'break and continue in finally': `let n = 0; for (;;) { try { n++; if (n === 1) throw 'dropped'; if (n === 2) return 'dropped'; @; } finally { log('finally', n); if (n < 3) continue; break; } } while (n < 6) { try { try { return @; } finally { n++; if (n < 5) continue; } } finally { log('outer', n); if (n === 5) break; } } log(n);`,
      'nested loops and tries': `outer: for (let i = 0; i < 3; i++) { try { for (const j of iter(0, 1, 2)) { try { log(i, j, @); if (j === 1) continue outer; if (i === 2) break outer; } finally { log('inner finally', i, j); } } } finally { log('outer finally', i, @); } } return @;`,
    },
  },
  {
    number: 51,
    title: 'labelled blocks, labelled continue',
    fixtures: [
      'control/label*',
      'control/several-labels',
      'finally/labelled-*',
      'async/labelled-loops',
      'iteration/for-in-nested-and-labelled',
    ],
    bodies: {
      blocks: `a: { b: { log(@); if (p) break b; log('no'); } log('after b', @); if (q) break a; log('no'); } c: if (@) { break c; } d: try { if (@) break d; log('no'); } finally { log('d finally', @); } e: switch (1) { case 1: f: { break f; } log(@); break e; } log('end');`,
      'continue through everything': `let n = 0; a: b: do { switch (n++) { case 0: try { continue a; } finally { log('first', @); } case 1: for (const x of iter(1, 2)) { for (;;) { { continue b; } } } default: c: for (;;) { try { break c; } finally { if (n < 4) continue a; } } } } while (n < 6 && @); log(n);`,
      'of the same name, one after the other': `a: for (const i of [1]) { @; continue a; } a: { @; break a; } { a: for (;;) { a2: for (;;) { break a; } } } function g() { a: for (;;) { break a; } return 'g'; } log(g(), @);`,
      'through finally with captured bindings': `const fs = []; a: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { fs.push(() => [i, j]); try { if (j === 1) continue a; @; } finally { fs.push(() => i * 10 + j); } } } log(fs.map((g) => g()));`,
    },
  },
  {
    number: 52,
    title: 'finally overrides return, throw and injected commands; what is kept keeps its value',
    fixtures: ['finally/*-override*', 'finally/return-*', 'async/finally-overrides'],
    bodies: {
      return: `const g = () => { throw 'g'; }; try { try { return @; } finally { if (@ === 12) return 'override'; } } finally { log('outer', @); }`,
      'throw against return against throw': `for (const i of [0, 1, 2, 3]) l: try { try { if (i & 1) throw 'first'; @; if (i === 0) break l; } finally { if (i & 2) throw 'second'; log('finally', i, @); } } catch (e) { log('caught', e, i); } try { try { return @; } finally { throw 'instead of return'; } } catch (e) { log(e); } return 'end';`,
      'the value is evaluated before, variables changed after': `let x = 1; const o = { x }; const run = () => { try { return x; } finally { x = 2; } }; log(run(), x); try { return [x, o, @, x]; } finally { x = 'changed'; o.x = @; log(x); }`,
      'nested ones, injected in each': `try { try { log(@); } finally { try { log(@); } finally { log(@); if (p === 0) return; } } } finally { try { @; throw 'last'; } catch (e) { log(e, @); } }`,
      'a finally with only a suspension, an empty one, one that jumps': `try { @; } finally { @; } try { @; } finally { } l: try { return @; } finally { break l; } a: for (;;) { try { throw @; } finally { break a; } } log('end');`,
    },
  },
  {
    number: 53,
    title: 'a suspension inside finally loses the pending completion',
    fixtures: [
      'finally/suspension-keeps-error',
      'finally/injected-into-finally',
      'finally/nested-in-finally',
      'async/await-in-finally-keeps-reason',
    ],
    bodies: {
      'error, return and jump': `for (const i of [0, 1]) { try { try { if (i) throw 'error'; continue; } finally { log(@); log(@); } } catch (e) { log(e, @); } } try { return 'value'; } finally { log(@, @); }`,
      'with another try within': `try { try { throw 'pending'; } finally { try { throw 'inner'; } catch (e) { log(e, @); } finally { log(@); } for (const x of iter(1, 2)) { log(x, @); break; } } } catch (e) { log('still', e); } try { return ['kept', @]; } finally { try { @; } finally { @; } }`,
      'functions, awaits of rejections': `let e1; try { try { throw (e1 = new Error('same')); } finally { @; const t = e1; log(t.message); } } catch (e) { log(e === e1, @); } try { undefinedName; } catch (e) { log(e.name); } finally { log(@); }`,
      'in loops, each with its own': `const seen = []; for (const i of [1, 2, 3]) { try { try { throw i; } finally { seen.push(@); if (i === 2) continue; } } catch (e) { seen.push(e); } finally { seen.push('f', @); } } log(seen);`,
    },
  },
  {
    number: 54,
    title: 'finally is run by every exit, break and continue too, once',
    fixtures: [
      'finally/runs-once',
      'finally/only-crossed-ones-run',
      'finally/nested-*',
      'finally/sequential-tries',
    ],
    tests: ['test/differential/completions.test.ts'],
    bodies: {
      'by each exit': `for (let i = 0; i < 5; i++) l: { try { log('try', i, @); switch (i) { case 0: break l; case 1: continue; case 2: throw 'thrown'; case 3: break; default: return 'returned'; } log('normal', @); } catch (e) { log('catch', e); } finally { log('finally', i, @); } }`,
      'only those that are left': `a: try { b: for (;;) try { c: { try { @; break c; } finally { log('c'); } } try { @; break b; } finally { log('b', @); } } finally { log('around b'); } break a; } finally { log('a', @); } log('end');`,
      'through iterators': `for (const x of iter(1, 2)) try { for (const y of iter('a')) try { log(@); if (x === 1) break; return [x, y]; } finally { log('y', @); } } finally { log('x', @); }`,
      'not by what is not entered': `if (p === 2) try { @; } finally { log('never'); } try { log('entered', @); } finally { log('once'); } try { } finally { log('empty try', @); } try { throw 0; } catch { @; } finally { log('after catch'); }`,
    },
  },
  {
    number: 55,
    title: 'falsy values are exceptions; an error object keeps its identity',
    fixtures: ['finally/falsy-errors', 'finally/error-identity', 'async/catch-rethrow'],
    bodies: {
      'falsy ones': `for (const x of [undefined, null, 0, '', false, NaN, -0, 0n]) { try { try { @; throw x; } finally { log('finally', @); } log('not thrown'); } catch (e) { log('caught', e, Object.is(e, x)); } }`,
      'without a binding, conditions on it': `let thrown = 'none'; try { throw undefined; } catch { thrown = @; } log(thrown); try { throw @(null); } catch (e) { log(e ?? 'nullish', @); } try { try { throw undefined; } finally { @; } } catch (e) { log(e === undefined); } return 0;`,
      identity: `const o = Object.freeze({ e: 1 }), s = Symbol('thrown'); for (const x of [o, s, f, new Error('x')]) try { try { try { throw x; } catch (e) { @; throw e; } finally { @; } } catch (e) { log(e === x); throw e; } } catch (e) { log(e === x, @); }`,
      'falsy returns and breaks': `try { return @(undefined); } finally { log('undefined'); @; }`,
    },
  },
  {
    number: 56,
    title: 'return() and throw() before the start and after the end',
    fixtures: ['marks/no-suspension', 'async-generators/injected-return', 'control/empty-parts'],
    bodies: {
      'nothing of the body runs before the start': `log('started'); try { @; } catch (e) { log('caught', e); } finally { log('finally'); }`,
      'a body without a suspension': `log('ran', p); try { if (q) return 'value'; } finally { log('finally'); }`,
      'a body that throws at once': `log('ran'); const o = null; try { throw 'first'; } finally { log('finally'); }`,
      'defaults and patterns ran, the body not': `log(arguments.length); { const { length } = q; log(length, @); } throw @;`,
    },
    scripts: {
      'asked again and again': `function* g() { try { yield 1; } finally { log('finally'); } } const ask = (it, ...ms) => log(...ms.map((m) => attempt(() => JSON.stringify(it[m](m))))); for (const ms of [['return', 'next', 'return'], ['throw', 'next'], ['next', 'return', 'next', 'throw', 'return'], ['next', 'next', 'next', 'throw', 'throw', 'next']]) ask(g(), ...ms);`,
      'async generators': `async function* g() { try { yield 1; } finally { log('finally'); } } const say = (r) => log(JSON.stringify(r)); for (const ms of [['return', 'next', 'return'], ['throw', 'next'], ['next', 'next', 'return', 'throw', 'next']]) { const it = g(); for (const m of ms) it[m](Promise.resolve(m)).then(say, (e) => e.then ? e.then((x) => log('thrown', x)) : log('thrown', e)); }`,
    },
  },
  {
    number: 57,
    title: 're-entry throws and leaves the state intact, from close methods and delegates too',
    fixtures: [
      'iteration/re-entry-from-close',
      'delegation/calls-back-into-delegator',
      'runtime/resume-of-running',
    ],
    programs: {
      'from expressions, getters, iterators, closes': `// only: generator
        let it; const again = (m) => { try { return it?.[m]?.(m); } catch (e) { return e.name ?? e; } };
        function* main() { CO; it = self; log(again('next'), again('return'), again('throw')); const o = { get x() { return again('next'); }, [Symbol.iterator]() { return this; }, next() { log(again('return')); return { done: false, value: again('throw') }; }, return() { log('close', again('next')); return {}; } };
          log(o.x, @, o.x); for (const x of o) { log(x, @); break; } const [y = again('return')] = []; log(y); try { log(\`\${{ toString: () => again('next') }}\`, yield* o); } finally { log(again('return')); } }
        let self = null; const inner = main; exports.main = function () { return (self = inner()); };`,
      'from delegates': `// only: generator
        let it; const again = (m) => { try { return it[m](m); } catch (e) { return e.name ?? e; } };
        function* deep() { CO; log('deep', again('next'), again('throw')); const x = @; log(again('return')); try { return x; } finally { log('finally', again('next'), @); } }
        function* main() { CO; log(yield* deep()); log(yield* { [Symbol.iterator]: () => ({ next: (v) => (log(again('next'), v), { done: v === 14, value: again('return') }), return: (v) => (log(again('throw')), { done: true, value: v }), throw: (e) => { log(again('next')); throw e; } }) }); return again('next'); }
        const inner = main; exports.main = () => (it = inner());`,
      'from proxies, conversions and defaults': `// only: generator
        let it; const again = (m) => { try { return it[m](m); } catch (e) { return e.name ?? e; } }; const p = new Proxy({}, { get: (t, k) => (typeof k === 'string' ? again('next') : undefined), has: () => again('throw') === 'TypeError' });
        function* main() { CO; log(p.x, 'y' in p, @, p.z); log([...{ *[Symbol.iterator]() { yield again('return'); } }], @); switch (p.k) { case p.k: log(@); } class C { static [(again('next'), 'k')] = again('throw'); } log(C.k); return new (class { constructor() { this.r = again('return'); } })().r; }
        const inner = main; exports.main = () => (it = inner());`,
    },
    scripts: {
      'async generators queue instead': `let it; async function* g() { log('a'); it.next('n2').then((r) => log('second', r.value, r.done)); const x = yield 1; log(x); it.return('r').then((r) => log('third', r.value, r.done)); try { yield 2; } finally { log('finally'); } } it = g(); it.next('n1').then((r) => log('first', r.value));`,
    },
  },
  {
    number: 58,
    title: 'for-in: deleted and added keys, prototypes, primitives',
    fixtures: ['iteration/for-in-*', 'sloppy/for-in-var-initialiser', 'sloppy/native-for-in-var-initialiser'],
    bodies: {
      'deleted and added while it runs': `const o = { a: 1, b: 2, c: 3, d: 4 }; for (const k in o) { log(k, @); if (k === 'a') { delete o.b; o.e = 5; o.c = 'changed'; } if (k === 'c') { delete o.d; o.d = 'again'; } }`,
      'prototypes: shadowed, not enumerable, changed': `const proto = { x: 1, y: 2, z: 3 }, o = Object.create(proto, { y: { value: 1, enumerable: false, configurable: true }, own: { value: 2, enumerable: true } }); for (const k in o) { log(k, @); if (k === 'own') delete proto.z; if (k === 'x') proto.w = 1; } class A { m() {} f = 1; } for (const k in new A()) log(k, @);`,
      'primitives, null, arrays, order of keys': `for (const x of [null, undefined, 'añ', 5, true, [7, , 8], Object.assign([1], { k: 2 })]) for (const k in x) log(k, typeof k, @); for (const k in { b: 1, 2: 1, a: 1, 1: 1, [Symbol('s')]: 1, '-1': 1, 'x y': 1 }) log(k, @); for (let i in @([])) log('never');`,
      'heads, jumps, the last key': `let k, o = {}; for (k in { x: 1, y: 2 }) { log(@); if (k === 'x') continue; break; } log(k); for (o.k in { z: 1 }) @; for ([k] in { word: 1 }) log(k, @); for (var { length } in { four: 1 }) log(length, @); l: for (const a in { a: 1, b: 2 }) for (const b in { c: 1, d: 2 }) { log(a + b, @); if (b === 'c') continue l; } for (const n in (o = null, { last: 1 })) log(n, @, o);`,
    },
  },
  {
    number: 59,
    title: 'heads of for-in and for-of with members, patterns and suspensions',
    fixtures: [
      'iteration/head-targets',
      'iteration/head-target-throws-closes',
      'iteration/for-in-heads',
      'patterns/loop-heads',
      'async/for-await-heads',
    ],
    bodies: {
      'members and calls': `const o = {}, a = []; for (o.x of iter(@, 2)) log(o, @); for (f(o)[f('k')] of iter(1)) @; for (a[a.length] of [1, 2, @]) ; for (o[@] in { k: 1 }) log(o); log(a); for ((o.paren) of [@]) log(o.paren);`,
      'patterns with defaults that suspend': `let x, y, o = {}; for ([x, y = @] of [[1], [2, 3]]) log(x, y); for ({ a: o.a = @, ...o.rest } of [{ b: 1 }]) log(o); for (const { length, [length - 1]: last = @ } of ['ab', '']) log(length, last); for (let [z = @, { w } = { w: z }] of [[], [1, {}]]) log(z, w);`,
      'targets that throw': `try { for (null.x of iter(1)) log('never'); } catch (e) { log(e.name); } try { for (const { x: { y } } of iter({}, @)) log('never'); } catch (e) { log(e.name); } const fz = Object.freeze({ x: 1 }); try { for (fz.x of iter(@)) log('silent'); } catch (e) { log(e.name); } try { for (undeclared[@] of iter(1)) ; } catch (e) { log(e.name); }`,
      'sources that suspend, async as a name': `for (const x of @([1, 2])) log(x); for (const k in @({ a: 1 })) log(k); for (let of of [@]) log(of); for (var async of ([@])) log(async); for (const x of (yield_ => [yield_])(@)) log(x); for (const g of [(x) => x + 1]) log(g(@(1)));`,
    },
  },
  {
    number: 60,
    title: 'for-of: return() is read and called once; a result that is no object is a TypeError',
    fixtures: [
      'iteration/return-read-once',
      'iteration/close-result-not-an-object',
      'iteration/for-of-break-closes',
      'hostility/deleted-iterator-return',
    ],
    bodies: {
      'read once, called once, by each exit': `const make = (n) => ({ at: 0, [Symbol.iterator]() { log('iterator'); return this; }, get next() { log('get next'); return () => ({ value: this.at++, done: this.at > n }); }, get return() { log('get return'); return (...xs) => { log('return', xs.length); return {}; }; } }); for (const x of make(2)) log(x, @); for (const x of make(2)) { @; break; } l: for (;;) for (const x of make(2)) { @; if (x) break l; continue; } try { for (const x of make(2)) throw @; } catch (e) { log(e); } for (const x of make(3)) if (x === 1) return @;`,
      'bad results and missing methods': `for (const bad of [undefined, 1, 's', null, () => {}]) { const it = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { log('closed'); return bad; } }; try { for (const x of it) { @; break; } log('fine'); } catch (e) { log(e.name); } try { for (const x of it) { throw 'body'; } } catch (e) { log(e); } it.return = bad; try { for (const x of it) { @; break; } log('fine'); } catch (e) { log(e.name); } }`,
      'results of next': `for (const bad of [undefined, 1, 's', null]) try { for (const x of { [Symbol.iterator]() { return this; }, next: () => bad, return() { log('never closed'); return {}; } }) @; } catch (e) { log(e.name, @); } for (const x of { [Symbol.iterator]() { return this; }, n: 0, next() { return Object.create({ get done() { log('done'); return 0; }, get value() { log('value'); return 'inherited'; } }); }, return() { log('return'); return {}; } }) { log(x, @); break; }`,
      'destructuring closes too': `const [a] = iter(@, 2); const [b, ...c] = iter(1, @); let d; [d = @] = iter(undefined, 2); const [] = iter(); ((...xs) => xs)(...iter(1, 2)); const [, , e = @] = iter(1); log(a, b, c, d, e); function g([x], { y = x } = {}) { return [x, y]; } log(g(iter(1, 2)), @);`,
    },
  },
  {
    number: 61,
    title: 'errors of next, done and value never close; the error of the body beats that of closing',
    fixtures: [
      'iteration/errors-of-iterator-do-not-close',
      'iteration/body-error-beats-close-error',
      'patterns/next-throws-not-closed',
      'async/for-await-errors',
    ],
    bodies: {
      'of the iterator': `for (const part of ['iterator', 'next', 'call', 'done', 'value', 'return']) { const it = { [Symbol.iterator]() { if (part === 'iterator') throw part; return this; }, get next() { if (part === 'next') throw part; return () => { if (part === 'call') throw part; return { get done() { if (part === 'done') throw part; return false; }, get value() { if (part === 'value') throw part; return 'v'; } }; }; }, get return() { log('get return'); if (part === 'return') throw part; return () => (log('closed'), {}); } }; try { for (const x of it) { log(x, @); break; } } catch (e) { log('caught', e); } try { const [x, y] = it; log(x, @); } catch (e) { log('caught', e); } }`,
      'body against close': `const it = (how) => ({ [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { log('close'); if (how === 'throws') throw 'close error'; return how === 'bad' ? 1 : {}; } }); for (const how of ['throws', 'bad', 'fine']) { try { for (const x of it(how)) { @; throw 'body'; } } catch (e) { log(e.name ?? e); } try { for (const x of it(how)) { @; break; } } catch (e) { log(e.name ?? e); } if (how === 'bad') return; }`,
      'injected against close': `try { for (const x of { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { log('close'); throw 'close error'; } }) { log(@); if (q) break; } } catch (e) { log('caught', e); if (p) return 'after'; }`,
    },
  },
  {
    number: 62,
    title: 'a return or throw that is injected while a pattern waits for a default closes the source',
    fixtures: ['patterns/iterator-closed-on-injection', 'patterns/iterator-closed-when-left'],
    bodies: {
      'flat and nested': `try { const [a = @, b = @] = iter(); log(a, b); } finally { log('finally'); } try { const [[c = @] = iter(), { d = @ } = {}] = iter(); log(c, d); } catch (e) { log(e); }`,
      'targets and keys': `const o = {}; try { [o[@], o.x = @, ...o[@]] = iter(1); log(o); } finally { log('finally', o); } ({ [@]: [o.y = @] = iter() } = {}); log(o);`,
      'in heads': `for (const [x = @] of iter(iter(), iter(5))) log(x, @); for (const { k: [y = @] } of iter({ k: iter() })) log(y); try { throw iter(); } catch ([e = @]) { log(e); } let r; for ([r = @] of [iter()]) log(r);`,
      'exhausted sources are not closed': `const [a, b = @] = iter(1); const [c = @, ...d] = iter(); let e; [e, [...e] = @([])] = iter(1); log(a, b, c, d, e);`,
    },
  },
  {
    number: 63,
    title: 'switch: tests run as far as needed, default in the middle, one scope',
    fixtures: [
      'switch/*',
      'scopes/switch-closures',
      'control/break-in-nested-switch',
      'sloppy/function-as-clause',
    ],
    bodies: {
      'tests in order, only as many as needed': `for (const x of [1, 2, 3, 'none', NaN]) switch (f(x)) { case f(1): log('one'); case (@, f(2)): log('two', @); break; default: log('default'); case f(@(3)): log('three'); break; case NaN: log('never'); }`,
      'default first, in the middle, alone': `for (const x of [0, 1, 2]) { switch (x) { default: log('d', @); case 1: log('1'); break; case 2: log('2', @); } switch (x) { case 0: log('0'); default: log('d'); case 2: log('2', @); } switch (@) { default: log('only'); } switch (@) { } switch (x) { case 1: case 2: log(@); default: } }`,
      'one scope, closures and dead zones': `const fs = []; for (const i of [0, 1]) switch (i) { case 0: let x = @; fs.push(() => x); function g() { return x; } case 1: fs.push(g); log(attempt(() => x)); try { x = 'set'; } catch (e) { log(e.name, @); } } log(fs.map((h) => attempt(h)));`,
      'jumps out of it': `l: for (let i = 0; i < 5; i++) { switch (i) { case 0: continue; case 1: { switch (@(1)) { case 1: break; default: log('no'); } log('after inner'); break; } case 2: try { break; } finally { log('finally', @); } case 3: continue l; case 4: break l; } log('after', i); } return @;`,
      'discriminant once, strict equality, objects': `const o = {}; switch (@('1')) { case 1: log('number'); break; case '1': log('string'); } switch (o) { case {}: log('no'); case o: log('same', @); } switch ((@, valued(1))) { case 1: log('converted'); default: log('not converted'); } switch (p) { case p: var v = @; let t = v; case 2: log(v, t); }`,
    },
  },
  {
    number: 64,
    title: 'the bookkeeping of loops is intact after a thrown-in error was caught',
    fixtures: [
      'control/for-of-after-caught-error',
      'control/loop-after-caught-error',
      'control/for-update-after-continue',
    ],
    bodies: {
      'every loop': `for (let i = 0; i < 3; i++) try { log(i, @); } catch (e) { log('caught', i); } for (const x of [1, 2, 3]) try { log(x, @); } catch { log('caught', x); } for (const k in { a: 1, b: 2 }) try { log(k, @); } catch { continue; } let n = 0; do { try { @; } catch { log('caught', n); } } while (++n < 3); while (n--) try { @; } catch { if (n === 1) break; } log(n);`,
      'in heads': `for (let i = 0, e; i < 2; i++) { try { for (const x of [e = @, i]) log(x); } catch { log('head', i); } } const test = () => p++ < 4; try { for (; test(); @) log(p); } catch (e) { log('update', p); } try { while (test() && @) log('while'); } catch { log('test'); } log(p);`,
      'with captured bindings': `const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); try { i += @(0); fs.push(() => [i]); @; } catch (e) { fs.push(() => -i); } } log(fs.map((g) => g()));`,
      'delegates and iterators within': `for (const x of iter(1, 2, 3)) { try { const [a = @, b = @] = [x]; log(a, b); } catch (e) { log('caught', x); for (const y of iter('y')) try { log(y, @); } catch { log('inner'); } } } log('end');`,
    },
  },
  {
    number: 65,
    title: 'dead code still declares; empty and unreachable parts',
    fixtures: ['control/dead-code-declares', 'control/empty-parts', 'control/unreachable-parts'],
    bodies: {
      'declarations behind jumps': `log(typeof g, typeof v, @); if (p) { v = @; log(v, g()); return [v, typeof h]; } var v = 1; function g() { return 'g'; } for (;;) { break; var w = 1; } { var h; } while (false) { var inLoop = @; }`,
      'var, let and class in dead code': `try { log(typeof dead, attempt(() => letDead), @); return attempt(() => ClassDead); } finally { log(dead, @); } var dead = @; let letDead = 1; class ClassDead {} function hoisted() {} log('never', letDead, ClassDead, hoisted);`,
      'empty ones': `;;{} {;} if (@) ; else {} for (; false; ) ; for (const x of []) ; for (const k in {}) {} while (0) @; l: ; try {} catch {} finally {} switch (0) {} do {} while (0); (() => {})(); @; {} ;`,
      'constant conditions': `if (true) log(@); else log(@); if (0) { @; var z = 1; } while (1) { log(@); break; } for (; ; ) { try { break; } finally { @; } } do { @; continue; log('never'); } while (false); true && @; false && @; log(typeof z, 1 ? @ : @, null ?? @); return; log(@);`,
    },
  },
];
