/** Traps of scopes: dead zones, bindings of loops, hoisting, Annex B, parameters, names. */
import type { Trap } from './trap.ts';

export const SCOPES: readonly Trap[] = [
  {
    number: 38,
    title: 'dead zones end with a suspension, also in closures, switches, patterns and heads',
    fixtures: [
      'scopes/dead-zone-*',
      'switch/dead-zone',
      'async/dead-zones',
      'sloppy/hoisted-function-meets-dead-zone',
    ],
    bodies: {
      'before and after': `const go = (g) => attempt(g); log(go(() => x), go(() => { x = 1; }), go(() => typeof x), @, go(() => x)); let x = @; log(go(() => x)); { log(go(() => x), @); class x {} log(typeof x); }`,
      'in switches': `for (const i of [0, 1, 2]) switch (i) { case 0: log(attempt(() => x), @); break; case 1: let x = @; log(x); default: log(attempt(() => x), @); try { x = 'set'; log(x); } catch (e) { log(e.name); }; }`,
      'in patterns and defaults': `try { const [a = b, b = @] = []; } catch (e) { log(e.name); } try { const { c = (@, () => d)(), d } = {}; log(c); } catch (e) { log(e.name); } try { let [e1 = @, { f1 = e1 } = {}] = []; log(e1, f1); } catch (e) { log(e.name); } const { g1 = () => h1, h1 = @ } = {}; log(g1());`,
      'in heads': `try { for (const x of [x, @]); } catch (e) { log(e.name); } try { for (let x in (@, x)); } catch (e) { log(e.name); } try { for (let i = (@, i); ; ); } catch (e) { log(e.name); } try { for (const [y = z, z] of [[@, 1], []]) log(y, z); } catch (e) { log(e.name); } for (let j = 0, k = j + 1; j < 1; j++) log(k, @);`,
      'own initialiser and classes': `try { let x = (@, x); } catch (e) { log(e.name); } try { const y = y + @; } catch (e) { log(e.name); } try { @; new A(); class A {} } catch (e) { log(e.name); } try { new B(@); } catch (e) { log(e.name); } class B { static s = attempt(() => B.name); } log(B.s); let z; { try { z = @; } catch (e) { log(e.name); } let z2 = z; log(z2 === z); }`,
    },
  },
  {
    number: 39,
    title: 'a pass of a loop finds what the last one left: dead zones and uninitialised `let`',
    fixtures: ['scopes/dead-zone-each-pass', 'scopes/uninitialised-let-each-pass'],
    bodies: {
      'let without a value': `for (let i = 0; i < 2; i++) { let x, { y } = {}; var v; log(x, y, v, @); x = y = v = i + 1; log(x, @); }`,
      'dead zones': `for (const i of [1, 2]) { log(attempt(() => x), attempt(() => typeof C), @); const x = i; class C {} log(x, typeof C); } let n = 0; do { const get = () => y; log(attempt(get), @); let y = n; log(get()); } while (n++ < 1); outer: while (n-- > 0) { for (;;) { let z; log(z, @); z = n; continue outer; } }`,
      'switches and blocks in loops': `for (let i = 0; i < 2; i++) { switch (@, i) { case 0: let a; log(a); a = 1; case 1: log(attempt(() => a), @); } { let b; if (i) log(b, @); b = 'b'; } try { let c; log(c, @); c = 'c'; } finally { let d; log(d); d = @; } }`,
      'captured ones': `const gets = [], sets = []; for (const i of [0, 1]) { let x; gets.push(() => x); sets.push((v) => { x = v; }); log(x, @); if (i === 0) x = 'first'; } sets[1]('second'); log(gets.map((g) => g()), @);`,
    },
  },
  {
    number: 40,
    title: 'per-iteration bindings and closures, those made in the head too',
    fixtures: [
      'scopes/per-iteration-*',
      'async/closures-*',
      'scopes/closures-outlive-loop',
      'scopes/function-in-loop-captures',
    ],
    bodies: {
      'init, test, update, body': `const fs = []; for (let i = (fs.push(() => ['init', i]), 0); fs.push(() => ['test', i]), i < @(3); fs.push(() => ['update', i]), i++) { fs.push(() => ['body', i]); log(@); if (i === 1) fs.push(() => i += 10); } log(fs.map((g) => g()), fs.map((g) => g()));`,
      'changed by closures': `const fs = []; for (let i = 0; i < 4; i++) { const bump = () => { i++; }; fs.push(() => i); log(i, @); bump(); fs.push(bump); } log(fs.map((g) => g()));`,
      'for-of, for-in, patterns, var among them': `const fs = []; for (const [a, { b = @ } = {}] of [[1], [2, { b: 3 }]]) { fs.push(() => [a, b]); @; } for (let k in { x: 1, y: 2 }) { fs.push(() => k); @; k += '!'; } for (var v of [1, 2]) { fs.push(() => v); @; } log(fs.map((g) => g()));`,
      'continue, break and return by label': `const fs = []; outer: for (let i = 0; i < 3; i++) for (let j = i; ; j++) { fs.push(() => [i, j]); if (@ && j > i) { i += 0; continue outer; } if (i === 2) break outer; } log(fs.map((g) => g()));`,
      'eval-free closures made by getters, classes and generators': `const made = []; for (let i = 0; i < 2; i++) { made.push({ get i() { return i++; }, *g() { yield i; }, C: class { static f = i; m() { return i; } } }); log(@); } log(made.map((o) => [o.i, ...o.g(), o.C.f, new o.C().m()]));`,
    },
  },
  {
    number: 41,
    title: 'loop bodies turned into functions: return, break, continue and return() out of them',
    fixtures: ['scopes/closures-outlive-loop', 'control/labelled-*', 'scopes/captured-in-try'],
    bodies: {
      'return with captured bindings': `const fs = []; try { for (const i of iter(1, 2, 3)) { fs.push(() => i); if (i === 2) return [@, fs.map((g) => g())]; log(@); } } finally { log('finally', @); }`,
      'every jump': `const fs = []; a: for (let i = 0; i < 4; i++) { fs.push(() => i); b: for (const j of [0, 1, 2]) { fs.push(() => [i, j]); if (i === 0) continue a; if (j === 0) continue b; if (i === 1) continue a; if (i === 2) { @; break b; } break a; } log('after b', i); } log(fs.map((g) => g()), @);`,
      'this, arguments and super inside': `// only: generator async async-generator
        const fs = []; for (let i = 0; i < 2; i++) { fs.push(() => [i, typeof this, arguments.length]); log(@, arguments[0], this === undefined || this === globalThis); } log(fs.map((g) => g()));`,
      'switch and try in loops': `const fs = []; for (let i = 0; ; i++) { try { switch (i) { case 0: fs.push(() => i); continue; case 1: log(@); break; default: return fs.map((g) => g()); } } catch (e) { log('caught', e); continue; } finally { fs.push(() => -i); if (i === 5) break; } }`,
      'values of assignments that outlive': `let last, sum = 0; for (let i = 0, n = @(2); i < n; i++) { var hoisted = i; last = () => [i, hoisted, sum += i]; await_(); } function await_() { hoisted = 'from a function'; } log(last(), @, hoisted, last());`,
    },
  },
  {
    number: 42,
    title: 'block shadowing around suspensions',
    fixtures: [
      'scopes/block-shadowing',
      'scopes/sibling-blocks',
      'scopes/shadowed-parameter',
      'scopes/block-level-classes',
    ],
    bodies: {
      'same names in all': `let x = 'outer'; { let x = @; { const x = [@]; log(x); { class x {} log(typeof x, @); } } log(x); } log(x); for (const x of [@]) { log(x); { let x = @; log(x); } } try { throw 'thrown'; } catch (x) { { let x = @; log(x); } log(x); } log(x);`,
      'parameters and arguments': `{ let p = @; log(p); { let q = [p, @]; log(q); } } log(p, q); { const arguments_ = p; let f = (p) => { { let p = 'inner'; void p; } return p; }; log(f(@), arguments_); }`,
      'closures see their own': `let x = 1; const a = () => x; { let x = 2; const b = () => x; log(a(), b(), @); x++; { let x = b; log(x(), a(), @); } } x = 5; log(a());`,
      'siblings of one name': `{ let t = @; log(t); } { let t; log(t); t = @; log(t); } { const t = () => u, u = @; log(t()); } if (p) { let t = @; log(t); } else { let t; log(t); } switch (p) { case 1: { let t = @; log(t); } default: let t = 'd'; log(t, @); } t: for (let t = 0; t < 1; t++) { log(t); continue t; }`,
    },
  },
  {
    number: 43,
    title: 'closures per catch; catch patterns with suspending defaults',
    fixtures: ['scopes/catch-closures', 'patterns/catch-pattern', 'finally/catch-*', 'sloppy/var-in-catch'],
    bodies: {
      'one binding each': `const fs = []; for (const i of [1, 2]) try { throw i; } catch (e) { fs.push(() => e, (x) => { e = x; }); log(@, e); e = [e]; } fs[1]('set'); log(fs[0](), fs[2]());`,
      patterns: `for (const x of [{}, { a: 1, b: [2] }, null]) try { try { throw x; } catch ({ a = @, b: [c = @, ...r] = [], [@('k')]: d = a }) { log(a, c, r, d); const g = () => [a, c]; @; log(g()); } } catch (e) { log(e instanceof TypeError || e); }`,
      'shadowing and rethrowing': `let e = 'outer'; try { try { throw 1; } catch (e) { log(e, @); e = 2; throw e; } finally { log(e); } } catch (inner) { log(inner, e); } try { throw 3; } catch { let e = @; log(e); } try { throw 4; } catch (error) { log(error); } `,
      'var of the same name': `// only: sloppy
        try { throw 'thrown'; } catch (e) { var e = @; log(e); { function e2() {} } } log(e, typeof e2); try { throw [1]; } catch ([e3 = @]) { var after = () => e3; } log(after(), @);`,
    },
  },
  {
    number: 44,
    title: 'function hoisting, duplicates, use before definition, at top level too',
    fixtures: [
      'scopes/function-*',
      'scopes/module-level-use-before-definition',
      'scopes/mutual-recursion',
      'scopes/var-hoisting',
      'scopes/directive-function-hoisted',
    ],
    bodies: {
      'before their declaration': `log(typeof g, typeof h, typeof v, g(), @); function g() { return h() + v; } var v = @; function h() { return 'h'; } log(g()); { log(k(), @); function k() { return 'k'; } }`,
      'duplicates and over variables': `log(typeof d, d()); function d() { return 1; } function d() { return 2; } var d; log(typeof d, @); var d = @; log(typeof d); var w = 'w'; log(typeof w, @); { function w2() { return w; } log(w2()); }`,
      'over parameters': `log(typeof p, p(), @); function p() { return 'function'; } var q; log(q, @); { let q = 1; log(q); } var q = 'new'; log(q);`,
      'capturing what comes later': `const a = () => later(), b = () => x; function later() { return x; } log(attempt(a), attempt(b), @); let x = @; log(a(), b()); for (const i of [1, 2]) { log(inner(), @); function inner() { return i; } }`,
    },
    programs: {
      'coroutines before their definition': `log(typeof g, g.length, typeof G); FUNCTION main() { CO; log(RUN(g(1))); log(RUN(second())); if (true) { log(RUN(third())); FUNCTION third() { CO; return ['third', @]; } } return typeof third2; }
        FUNCTION g(a) { CO; return [a, @]; } var G = 1; FUNCTION second() { CO; return 'first of two'; } FUNCTION second() { CO; return ['second of two', @]; }`,
      'mutual recursion, reassignment': `FUNCTION even(n) { CO; return n === 0 ? true : RUN(odd(n - 1)); } FUNCTION odd(n) { CO; log(@); return n === 0 ? false : RUN(even(n - 1)); }
        FUNCTION main() { CO; log(RUN(even(3))); const old = odd; odd = FUNCTION () { CO; return 'replaced'; }; log(RUN(even(1))); odd = old; }`,
      'in blocks, switches and labels': `FUNCTION main() { CO; { log(RUN(b())); FUNCTION b() { CO; return [@]; } } switch (1) { case 0: FUNCTION s() { CO; return ['s', @]; } case 1: log(RUN(s())); } for (const i of [1, 2]) { FUNCTION l() { CO; return [i, @]; } log(RUN(l())); } try { log(RUN(t())); FUNCTION t() { CO; return @; } } finally { log(typeof l2, @); } function l2() {} }`,
    },
  },
  {
    number: 45,
    title: 'Annex B functions of sloppy blocks against block functions of strict code',
    fixtures: ['sloppy/function-*', 'scopes/function-in-block-strict'],
    bodies: {
      'visible outside once evaluated': `// only: sloppy
        log(typeof g, @); { log(typeof g); function g() { return 'g'; } g = 'inner'; log(typeof g, @); } log(typeof g); if (@) function h() { return 'h'; } log(typeof h); switch (1) { case 1: function s() {} } log(typeof s, @);`,
      'not over let, parameters and patterns': `// only: sloppy
        let x = 'let'; { function x() {} log(typeof x, @); } log(typeof x); { function p() {} log(typeof p); } log(typeof p, @); for (let y of [1]) { { function y() {} } log(typeof y, @); } log(typeof y); try { throw [1]; } catch ([z]) { { function z() {} log(typeof z, @); } log(typeof z); } log(typeof z);`,
      'same name as a parameter, arguments, var': `// only: sloppy
        { function q() { return 'block'; } @; } log(typeof q); var v = 1; { function v() {} log(typeof v, @); v = 2; } log(typeof v); { { function deep() {} @; } log(typeof deep); } log(typeof deep);`,
      'strict ones stay': `// only: strict
        log(typeof g, @); { log(typeof g); function g() {} g = 'inner'; log(typeof g, @); } log(typeof g); switch (1) { case 1: function s() {} log(typeof s, @); } log(typeof s); l: { function inL() {} break l; } log(typeof inL, @);`,
      'labelled, duplicate, in loops': `// only: sloppy
        l: function lab() { return 'lab'; } log(lab(), @); { function dup() { return 1; } function dup() { return 2; } log(dup(), @); } log(dup()); const fs = []; for (let i = 0; i < 2; i++) { fs.push(typeof inLoop); function inLoop() { return i; } fs.push(inLoop, @); } log(fs.filter((g) => typeof g === 'function').map((g) => g()), fs[0], fs[3], inLoop());`,
    },
    programs: {
      'generators and async functions of blocks are not hoisted out': `FUNCTION main() { CO; { FUNCTION g() { CO; return @; } log(RUN(g())); } log(typeof g, typeof h); { async function h() {} function* k() {} } log(typeof h, typeof k, @); }`,
      'beside parameters with defaults': `// only: sloppy
        FUNCTION main(a = () => typeof g, g2 = 1) { CO; log(attempt(a), @); { function g() {} function g2() {} } log(attempt(a), typeof g, typeof g2, @); }`,
    },
  },
  {
    number: 46,
    title: 'parameters and body have scopes of their own; closures in defaults',
    fixtures: ['scopes/parameter-*', 'scopes/parameters-spilled', 'patterns/parameter-patterns'],
    programs: {
      'var of the same name': `FUNCTION g(x, get = () => x, set = (v) => { x = v; }) { CO; var x; log(x, get(), @); x = 'body'; log(get()); set('set'); log(x, get(), @); } FUNCTION h(x, get = () => x) { CO; x = 'assigned'; log(get(), @); { var x2 = x; } return x2; }
        FUNCTION main() { CO; RUN(g('arg')); log(RUN(h('arg'))); }`,
      'functions of the same name, dead zones': `FUNCTION g(x, get = () => x) { CO; log(typeof x, typeof get(), @); function x() {} x = 'body'; log(typeof get()); } FUNCTION h(a = 1, { b = a, c = () => d } = {}, d = c() === undefined ? b : c) { CO; return [a, b, typeof c, typeof d, @]; }
        FUNCTION main() { CO; RUN(g('arg')); try { log(RUN(h())); } catch (e) { log(e.name); } log(RUN(h(1, {}, 2))); }`,
      'closures that outlive, arguments beside': `FUNCTION g(a, b = () => [a, arguments.length], ...[c, d = b]) { CO; const inner = a; a = @; log(b(), typeof d()); return [inner, c, b === d]; } FUNCTION k({ x, ...r }, [y, ...z] = [x], w = (x = y) => x) { CO; x = @; return [x, r, y, z, w(), w(1)]; }
        FUNCTION main() { CO; log(RUN(g(1)), RUN(g(1, undefined, 2))); log(RUN(k({ x: 1, q: 2 })), RUN(k({ x: 1 }, 'abc'))); }`,
      'let and var in the body against them': `FUNCTION g(a, f = () => a) { CO; { let a = @; log(a, f()); } var b = a, a; log(a, b); for (var a of [@]) log(a, f()); return [a, f()]; }
        FUNCTION main() { CO; log(RUN(g('p'))); const arrow = (a, f = () => a) => { var a = 'body'; return [a, f()]; }; log(arrow('p'), @); }`,
    },
  },
  {
    number: 47,
    title: 'errors of parameters: at the call of generators, as rejections of async functions',
    fixtures: [
      'scopes/parameter-defaults-at-call',
      'scopes/parameter-dead-zone',
      'async/parameters-reject',
      'async-generators/parameter*',
    ],
    scripts: {
      'by kind': `const bad = () => { throw 'bad'; }; function* g(a = bad()) { log('never'); } async function a(a = bad()) { log('never'); } async function* ag({ x } = null) { log('never'); } for (const h of [g, a, ag]) try { const r = h(); r.then?.(log, (e) => log('rejected', e.name ?? e)); log('called', typeof r); } catch (e) { log('thrown', e.name ?? e); }`,
      'patterns, rest, dead zones': `async function a([x]) {} async function b({ x: { y } }) {} async function c(x = y, y) {} async function d(...[{ z }]) {} const e = async ({ q }) => q; const o = { async m(x = this.none.x) {} }; [() => a(1), () => b({}), () => c(), () => d(), () => e(null), () => o.m()].forEach((run, i) => { try { run().catch((e) => log(i, e.name)); } catch (e) { log('thrown', i, e.name); } }); for (const f of [function* ([x]) {}, function* (x = y, y) {}, async function* ({ x }) {}]) log(attempt(() => typeof f()));`,
      'order of effects, iterators closed': `const it = { [Symbol.iterator]() { return this; }, next() { log('step'); return { done: false }; }, return() { log('close'); return {}; } }; async function a([x, y], z = log('z')) { log('body'); return 'r'; } a(it).then(log); log('after the call'); function* g([x], y = log('y')) { log('body'); } const h = g(it); log('called'); h.next(); (async ([x] = it, ...r) => { log('arrow', r.length); })(undefined, 1);`,
      'the call is lazy in nothing else': `function* g(a = log('default'), b = arguments.length) { log('started', b); } const it = g(); log('made'); it.next(); g(1).return(); async function* ag(a = log('async default')) { log('async started'); } const x = ag(); log('made'); x.return(); x.next().then((r) => log(r.done));`,
    },
  },
  {
    number: 48,
    title: 'user names equal to temporaries or helpers; shadowed globals',
    fixtures: ['names/*', 'scopes/global-names-shadowed'],
    bodies: {
      'names of temporaries': `let _t = 1, _t2 = 2, _step = 3, frame = 4, state = 5, value = 6, _exit = 7, _leave = 8, _main = 9, main = 10, _e = 11, _a = 12; frame += @; state += value + @; _t = [_t, @, _t2]; log(_t, _t2, _step, frame, state, value, _exit, _leave, _main, main, _e, _a);`,
      'names of helpers': `const _Coroutine = 1, _iterate = 2, _call = 3, _abi = 4, _generator = 5, _generatorFunction = 6, _asyncGenerator = 7, _async = 8, _function = 9, _settle = 10, _guard = 11; for (const x of iter(_iterate)) log(x, @); log(f(...[_call, @]), _Coroutine, _abi, _generator, _generatorFunction, _asyncGenerator, _async, _function, _settle, _guard);`,
      'shadowed globals': `const undefined_ = 1; let Symbol = 's', Object = 'o', Array = 'a', Promise = 'p', Reflect = 'r', TypeError = 't', Error = 'e', globalThis = 'g', Infinity_ = 'i'; for (const x of [1, @]) log(x); const { ...r } = { a: @ }; const [y, ...z] = [...[@], 2]; for (const k in { k: 1 }) log(k, @); log(Symbol, Object, Array, Promise, Reflect, TypeError, Error, globalThis, r, y, z);`,
      'undefined, NaN and arguments as names': `const inner = (undefined, NaN) => [undefined, NaN]; { let undefined = 'u', NaN = 'n', Infinity = 'i'; log(undefined, @, NaN, Infinity); const { a = undefined, b } = { b: undefined }; log(a, b, @); } log(inner(1, 2), undefined, @);`,
      'labels and properties of such names': `frame: for (const state of [1, 2]) { value: { log(state, @); if (state === 1) break value; continue frame; } log({ frame: state, _t: @ }._t); } _leave: for (;;) { for (;;) break _leave; } log(@);`,
    },
    programs: {
      'at module level, of functions and of methods': `const _t = 't', _coroutine = 'c', _Coroutine = 'C', frame = 'f', state = 's'; FUNCTION value(frame) { CO; const state = [frame, @, _t]; return state; } FUNCTION _step(_step2) { CO; return [_step2, @, _coroutine, _Coroutine, state]; } const o = { METHOD frame(state) { CO; return [state, @, frame]; } };
        FUNCTION main(value_) { CO; log(RUN(value('v')), RUN(_step('x')), RUN(o.frame('y')), frame, value_); }`,
    },
  },
  {
    number: 49,
    title: 'contextual keywords and Unicode as names',
    fixtures: ['names/contextual-keywords', 'names/unicode', 'sloppy/yield-and-let-as-names'],
    bodies: {
      'contextual keywords': `let async = 1, of = 2, get = 3, set = 4, from = 5, as = 6, target = 7, meta = 8, using = 9, accessor = 10, constructor = 11; async += @; for (of of [@]) log(of); for (get in { g: 1 }) log(get, @); log(async, of, get, set + @, from, as, target, meta, using, accessor, constructor); const o = { async, of, get, set, async async() {}, get get() { return 1; }, set set(v) {}, static: 1 }; log(Object.keys(o));`,
      'Unicode and escapes': `let ñ = 1, 变量 = 2, \\u0061b = 3, 𠮷 = 4, \\u{62}c = 5, $ = 6, _ = 7, ab\\u{63} = 8; ñ += @; 变量 = [变量, @]; 𠮷 *= @(2); log(ñ, 变量, ab, 𠮷, bc, $, _, abc, { ñ, 变量: @ });`,
      'sloppy reserved words': `// only: sloppy
        var let_ = 1, static = 2, implements = 3, interface = 4, package = 5, private = 6, protected = 7, public = 8; static += @; log(let_, static, implements, interface, package, private, protected, public); var let = @; log(let); let = [let, @]; log(let);`,
      'names of Object.prototype': `let toString = 1, hasOwnProperty = 2, __proto__ = 3, valueOf = 4, constructor = 5; toString += @; __proto__ = [__proto__, @]; { let toString = @; log(toString); } log(toString, hasOwnProperty, __proto__, valueOf, constructor);`,
      'await and yield as names where they are none': `// only: sloppy generator
        var await = 1; await += @; log(await); const g = { await() { return await; }, yield: 2 }; log(g.await(), g.yield, @); label: await: for (;;) break await; `,
    },
  },
];
