/** Traps of what functions have of their own: this, arguments, super, new.target, classes, names, reflection. */
import type { Trap } from './trap.ts';

export const FUNCTIONS: readonly Trap[] = [
  {
    number: 24,
    title: '`this` of generators and async functions: boxed in sloppy, as it is in strict code',
    fixtures: [
      'functions/this-*',
      'sloppy/this-boxing',
      'sloppy/async-this-and-arguments',
      'async/arguments-and-this',
    ],
    programs: {
      'called in every way': `FUNCTION g(x) { CO; const before = [typeof this, this === globalThis, this === x]; log(@); return [...before, typeof this, this === x, (() => this === x)()]; }
        FUNCTION main() { CO; const o = { g }; for (const x of [undefined, null, 1, 's', true, Symbol.iterator, o]) log(RUN(g.call(x, x))); log(RUN(o.g(o)), RUN((0, o.g)(o)), RUN(Reflect.apply(g, 7, [7])), RUN(g.bind('bound')())); }`,
      'boxed once': `// only: sloppy
        FUNCTION g() { CO; const before = this; log(@); return [before === this, this === (() => this)(), typeof this, Object.getPrototypeOf(this) === Number.prototype]; }
        FUNCTION main() { CO; log(RUN(g.call(5))); log(RUN(g.call(undefined))[1]); }`,
      'in callbacks, defaults and nested functions': `FUNCTION g(a = () => this, b = this) { CO; log(@); const plain = function () { return this; }; return [a() === b, b === this, plain() === this, [1].map(() => this)[0] === this, plain.call(this) === this]; }
        FUNCTION main() { CO; const o = { g }; log(RUN(o.g())); log(RUN(g.call(3)).slice(0, 2)); }`,
      'of methods of values': `class C { METHOD m(x) { CO; log(typeof this, @, x); return this === x; } } String.prototype.m = C.prototype.m;
        FUNCTION main() { CO; const c = new C(); log(RUN(c.m(c)), RUN('s'.m('s'))); delete String.prototype.m; }`,
    },
  },
  {
    number: 25,
    title: 'a "use strict" directive no longer governs `this` and writes once the body is wrapped',
    fixtures: ['sloppy/strict-directive-inside', 'sloppy/writes-do-not-throw', 'marks/directive-with-others'],
    programs: {
      'this and writes': `FUNCTION strict() { CO; 'use strict'; log(@, this === undefined); try { Object.freeze([1])[0] = @; log('silent'); } catch (e) { log(e.name); } return typeof this; }
        FUNCTION loose() { CO; log(@, this === undefined); try { Object.freeze([1])[0] = @; log('silent'); } catch (e) { log(e.name); } return typeof this; }
        FUNCTION main() { CO; log(RUN(strict()), RUN(loose()), RUN(strict.call(1))); }`,
      'arguments and nested functions': `FUNCTION strict(a) { CO; 'use strict'; a = @; const inner = function () { return this === undefined; }; return [arguments[0], inner(), (() => this)()]; }
        FUNCTION main() { CO; log(RUN(strict(1))); const f = FUNCTION (a) { CO; 'use strict'; arguments[0] = 2; log(@); return a; }; log(RUN(f(1))); }`,
      'a strict block of code in a sloppy one, deletes and undeclared names': `// only: sloppy shared
        FUNCTION strict() { CO; 'use strict'; try { undeclared_one = @; log('silent'); } catch (e) { log(e.name); } try { delete Object.freeze({ x: 1 }).x; log('silent'); } catch (e) { log(e.name); } return @; }
        FUNCTION main() { CO; log(RUN(strict())); log(delete Object.freeze({ x: 1 }).x, @); }`,
      'methods and classes': `const o = { METHOD m() { CO; 'use strict'; log(@); return this === undefined; } }; class C { METHOD m() { CO; log(@); return this === undefined; } }
        FUNCTION main() { CO; const { m } = o, n = new C().m; log(RUN(m()), RUN(n())); }`,
    },
  },
  {
    number: 26,
    title:
      '`arguments`: mapped in sloppy code, unmapped in strict code and beside defaults and rest; never those of a helper',
    fixtures: [
      'functions/arguments-*',
      'sloppy/arguments-*',
      'sloppy/duplicate-parameters',
      'sloppy/var-arguments',
    ],
    bodies: {
      'followed both ways across suspensions': `p = @; log(arguments[0], arguments.length); arguments[1] = @; log(q); arguments.length = 1; q = 'q2'; log([...arguments], arguments[1]); delete arguments[0]; p = @; log(arguments[0], p);`,
      'captured, passed on, shadowed': `const get = () => arguments, set = (i, x) => { arguments[i] = x; }; set(0, @); log(p, get()[0], get() === arguments, Object.prototype.toString.call(arguments), [].slice.call(arguments)); { const arguments_ = @; log(arguments_); } log((function () { return arguments.length; })(1, 2, 3), f.apply(null, arguments));`,
      'iterated while changing': `let n = 0; for (const a of arguments) { log(a, @); q = 'changed'; if (++n > 3) break; } for (const k in arguments) log(k, @); log(Object.keys(arguments), arguments.hasOwnProperty('callee'));`,
      'redefined and frozen': `Object.defineProperty(arguments, 0, { writable: false }); p = @; log(arguments[0]); Object.defineProperty(arguments, 1, { get: () => 'getter' }); q = @; log(arguments[1], q);`,
    },
    programs: {
      'beside defaults, rest and patterns': `FUNCTION a(x, y = 2) { CO; x = 10; arguments[0] = @; return [x, arguments.length, arguments[1]]; } FUNCTION b(x, ...r) { CO; x = 1; r[0] = @; return [...arguments]; } FUNCTION c({ x }, [y]) { CO; x = @; return [arguments[0].x, arguments.length, x, y]; }
        FUNCTION main() { CO; log(RUN(a(0)), RUN(a(0, 1, 2)), RUN(b('x', 'y')), RUN(c({ x: 1 }, [2]))); }`,
      'more and fewer than declared': `FUNCTION g(a, b, c) { CO; const before = [...arguments]; c = @; arguments[2] = 'three'; arguments[5] = 'six'; a = 'A'; return [before, a, b, c, arguments.length, [...arguments]]; }
        FUNCTION main() { CO; log(RUN(g()), RUN(g(1)), RUN(g(1, 2, 3)), RUN(g(1, 2, 3, 4))); }`,
      'same names, callee': `// only: sloppy
        FUNCTION g(a, a) { CO; log(@); a = 'a'; return [[...arguments], typeof arguments.callee, arguments.callee.length]; } FUNCTION h(arguments) { CO; return [@, arguments]; } FUNCTION k() { CO; var arguments; const first = typeof arguments; arguments = @; return [first, arguments]; } FUNCTION l() { CO; log(@); return typeof arguments; function arguments() {} }
        FUNCTION main() { CO; log(RUN(g(1, 2)).slice(0, 2), RUN(h(5)), RUN(k(1)), RUN(l(1))); }`,
    },
  },
  {
    number: 27,
    title: '`arguments` and `this` in defaults and in nested async arrows',
    fixtures: [
      'functions/arguments-in-default',
      'async/arrow-*',
      'functions/default-calls-coroutine',
      'functions/this-in-arrows',
    ],
    programs: {
      'in defaults': `FUNCTION g(a = arguments.length, b = () => arguments[0], c = this) { CO; log(@); a = 'changed'; return [a, b(), c === this, arguments.length]; }
        FUNCTION main() { CO; const o = { g }; log(RUN(o.g()), RUN(o.g(5)), RUN(o.g(undefined, undefined, o))); }`,
      'arrows in arrows': `// only: async
        async function g(...xs) { CO; const inner = async () => { const deep = async (y = arguments[0]) => [this?.x, arguments.length, await answer(1), y]; return [await deep(), await deep('y')]; }; return [await inner(), await (async () => [this?.x, arguments[1]])()]; }
        async function main() { CO; log(await g.call({ x: 'x' }, 1, 2)); log(await g.call(undefined, 3)); }`,
      'async arrows of methods and of generators': `// only: generator all
        const o = { x: 'x', *g(a) { const run = async () => [this.x, arguments[0], a]; yield run(); return () => async () => this === o && arguments.length; } };
        function* main() { const it = o.g('a'); it.next().value.then(log); it.next().value()().then(log); yield 1; }`,
      'arrow parameters that use both': `FUNCTION g() { CO; const h = (a = this, b = arguments[0], { c = arguments.length } = {}) => [a === this, b, c]; log(@); return [h(), h(1, 2, { c: 3 }), ((...r) => [...r, ...arguments])(@)]; }
        FUNCTION main() { CO; log(RUN(g.call({}, 'first', 'second'))); }`,
    },
  },
  {
    number: 28,
    title:
      '`super` calls, reads, writes and compounds in async and generator methods, with the right receiver',
    fixtures: [
      'functions/super-*',
      'functions/method-super',
      'async/methods-with-super',
      'order/literal-method-super',
    ],
    programs: {
      'every form': `class B { m(...xs) { return ['B', this.n, ...xs]; } get g() { return this.n; } set s(v) { log('set s', this.n, v); this.n = v; } }
        class C extends B { n = 1; METHOD run(k) { CO; log(super.m(@, ...[@]), super[k](@), super.g, super['g'] + @); super.s = @; super[(@, 's')] = 'x'; super.fresh = @; log(Object.keys(this), this.fresh); super.fresh += @(1); super[f('up')] ??= @; super.none?.(@); log(super.m?.(@), typeof super.zero?.[@]); return this.n; } }
        FUNCTION main() { CO; log(RUN(new C().run('m'))); }`,
      'after the prototypes change': `class A { m() { return 'A'; } } class B { m() { return 'B'; } } class C extends A { METHOD run() { CO; const first = super.m(@); Object.setPrototypeOf(C.prototype, B.prototype); return [first, super.m(@), (() => super.m())(), super.m(Object.setPrototypeOf(C.prototype, A.prototype), @)]; } }
        FUNCTION main() { CO; log(RUN(new C().run())); }`,
      'object and static methods, in arrows and defaults': `const base = { get x() { return [this.n, 'x']; }, m(v) { return [this.n, v]; } }; const o = { __proto__: base, n: 'o', METHOD run(d = () => super.m(1)) { CO; const g = () => super.x; log(@, d(), g()); return [super.m(@), (() => () => super.m(2))()()]; } };
        class S { static m(v) { return [this.n, v]; } } class T extends S { static n = 'T'; static METHOD run() { CO; return [super.m(@), super['m'](@), (() => super.m(3))()]; } }
        FUNCTION main() { CO; log(RUN(o.run()), RUN(T.run())); const { run } = o; log(RUN(run.call({ n: 'other' }))); }`,
      'updates, deletes, patterns, tags': `class B { get n() { return this.v; } set n(x) { log('set', x); this.v = x; } t(s, x) { return [this.v, s.length, x]; } } class C extends B { v = 1; METHOD run() { CO; log(super.n++, --super.n, super.n += @(5), super.n &&= @(3)); [super.n, super['n'] = @] = [7]; ({ a: super.n } = { a: @ }); for (super.n of [@, 2]) log('of'); log(super.t\`\${@}\`); try { delete super.n; } catch (e) { log(e.name); } return this.v; } }
        FUNCTION main() { CO; log(RUN(new C().run())); }`,
      'a receiver that is frozen or no object': `class B { set s(v) { log(typeof this, v); } } class C extends B { METHOD run() { CO; super.s = @; try { super.x = @; log('written'); } catch (e) { log(e.name); } return typeof this; } }
        FUNCTION main() { CO; log(RUN(C.prototype.run.call(Object.freeze({})))); log(RUN(C.prototype.run.call(5))); }`,
    },
  },
  {
    number: 29,
    title: 'an async arrow in a derived constructor before or around super()',
    fixtures: ['async/arrow-before-super', 'async/arrow-in-constructor'],
    scripts: {
      'before, around and after': `class B { constructor(x) { this.x = x; } }
        class C extends B { constructor() { const before = async () => { await 0; return this.x; }; const early = (async () => { try { return this.x; } catch (e) { return e.name; } })(); super('x'); early.then((v) => log('early', v)); before().then((v) => log('before', v)); (async () => { await 1; log('after', this.x, new.target === C); })(); } }
        new C();`,
      'super() inside of it': `class B { constructor(x) { log('B', x, new.target.name); this.x = x; } }
        class C extends B { constructor() { const call = async (x) => { super(x); await 1; return this.x; }; call('in arrow').then((v) => log(v)); log(this.x); call('again').catch((e) => log(e.name)); } } new C();
        class D extends B { constructor() { const call = async () => { await 0; super('late'); return this.x; }; try { call().then((v) => log('late', v), (e) => log('late', e.name)); this.x; } catch (e) { log(e.name); } return {}; } } new D();`,
      'arguments of super() that are async arrows': `class B { constructor(run) { this.run = run; this.v = 'v'; } } class C extends B { constructor(...xs) { super(async (y = xs.length) => { await y; return [this.v, y, arguments.length, new.target === C]; }); this.run().then((r) => log(...r)); } } new C(1, 2);`,
      'fields and nested arrows': `class B {} class C extends B { f = async () => { await 1; return this.v; }; v = 1; constructor() { const deep = async () => (async () => { await 2; return super.toString === Object.prototype.toString && this.v; })(); super(); this.f().then(log); deep().then(log); } } new C();`,
    },
  },
  {
    number: 30,
    title: '`new.target` in async arrows and generators',
    fixtures: ['functions/new-target'],
    programs: {
      'undefined in all three kinds': `FUNCTION g() { CO; const before = new.target; log(@); return [before, new.target, (() => new.target)()]; } const o = { METHOD m() { CO; log(@); return new.target; } };
        FUNCTION main() { CO; log(RUN(g()), RUN(o.m())); try { new g(); log('constructed'); } catch (e) { log(e.name); } try { Reflect.construct(g, []); } catch (e) { log(e.name); } try { new o.m(); } catch (e) { log(e.name); } }`,
    },
    scripts: {
      'of the function around an async arrow': `function F() { (async () => { await 0; log(new.target === F, typeof new.target); })(); (async (x = new.target) => { log(x === F); })(); } new F(); F(); class C { constructor() { (async () => { await 0; log(new.target === D); })(); } } class D extends C {} new D(); Reflect.construct(C, [], D);`,
      'in plain functions within': `async function a() { await 0; function P() { return [new.target === P]; } log(typeof new P(), P()[0], new.target); class K { constructor() { log(new.target === K); } } new K(); } a(); function* g() { yield new (function () { log(new.target !== undefined); })(); yield new.target; } log([...g()].length);`,
      'of methods that are constructed': `function make() { return { *g() { yield new.target; }, async a() { return new.target; }, async *ag() { yield new.target; } }; } const o = new make(); log([...o.g()][0]); o.a().then((x) => log(x)); o.ag().next().then((r) => log(r.value)); try { new o.g(); } catch (e) { log(e.name); } try { new o.a(); } catch (e) { log(e.name); } try { new o.ag(); } catch (e) { log(e.name); } try { new (async () => {})(); } catch (e) { log(e.name); }`,
    },
  },
  {
    number: 31,
    title: 'fields, static blocks, private, static private and computed methods of each kind',
    fixtures: [
      'functions/class-*',
      'functions/static-methods',
      'functions/private-methods',
      'functions/computed-and-symbol-methods',
      'functions/field-initialisers',
      'async/private-and-static-methods',
    ],
    programs: {
      'methods of every sort': `const k = Symbol('k'); class C { METHOD a() { CO; return ['a', @]; } static METHOD b() { CO; return ['b', @, this === C]; } METHOD #c() { CO; return ['c', @, this.v]; } static METHOD #d() { CO; return ['d', @]; } METHOD [k]() { CO; return ['k', @]; } METHOD ['x' + 1]() { CO; return ['x1', @]; } METHOD 2() { CO; return @; } METHOD 'a b'() { CO; return @; } v = 'v'; c() { return this.#c(); } static d() { return C.#d(); } }
        FUNCTION main() { CO; const c = new C(); log(RUN(c.a()), RUN(C.b()), RUN(c.c()), RUN(C.d()), RUN(c[k]()), RUN(c.x1()), RUN(c[2]()), RUN(c['a b']())); }`,
      'a class made within a coroutine': `FUNCTION main(p) { CO; const tag = @; class C { static s = [tag, p]; f = [tag, this.constructor === C]; #p = tag; static { log('static block', this === C, tag); } get p() { return this.#p; } m = () => this.#p; } const c = new C(); log(C.s, c.f, c.p, c.m(), C.name, @); return new (class extends C { f = [...new C().f]; x = super.constructor === C; })().x; }`,
      'fields with functions of the kind': `class C { f = FUNCTION () { CO; return [@, this?.v]; }; static g = FUNCTION (x) { CO; return [@, x]; }; v = 'v'; }
        FUNCTION main() { CO; const c = new C(); log(RUN(c.f()), RUN(C.g('x'))); }`,
      'made again in each pass': `FUNCTION main() { CO; const made = []; for (const n of [1, 2]) { const C = class { static n = n; #n = n; static is(x) { return #n in x; } METHOD m() { CO; return [@, this.#n, n]; } }; made.push(C); log(RUN(new C().m())); } log(made.map((C) => made.map((D) => C.is(new D()))), made[0].n, @); }`,
    },
  },
  {
    number: 32,
    title: 'private names: `#x in`, calls, compound, optional, tagged, brand errors',
    fixtures: ['functions/private-*'],
    programs: {
      'every form around suspensions': `class C { #x = 1; #m(...xs) { return [this.#x, ...xs]; } get #g() { log('get'); return this.#x; } set #g(v) { log('set', v); this.#x = v; } static #s = 's'; #o = { f(x) { return [this.f !== undefined, x]; } };
        METHOD run() { CO; log(this.#x + @, #x in @(this), #m in this, this.#m(@, @), this.#m\`\${@}\`); this.#x += @(2); this.#x++; this.#g = @; this.#g *= @(2); this.#x &&= @(9); this.#x ||= @; log(this.#x, this?.#m(@), (@(null))?.#m(@), this.#o?.f(@), C.#s + @); [this.#x, this.#g = @] = [@]; ({ a: this.#x = @ } = {}); for (this.#x of [@]) log(this.#x); return this.#x; } }
        FUNCTION main() { CO; log(RUN(new C().run())); }`,
      brands: `class C { #x = 1; #m() {} set #w(v) {} get #r() { return 1; } METHOD run(o) { CO; for (const go of [() => o.#x, () => o.#x = 1, () => o.#m(), () => o.#m = 1, () => this.#m = 1, () => this.#w, () => this.#r = 1, () => o?.#x, () => #x in o]) log(attempt(go)); try { o.#x = f(@); } catch (e) { log(e.name); } try { o.#m(f(@)); } catch (e) { log(e.name); } try { o.#x += f(@); } catch (e) { log(e.name); } try { this.#m = f(@); } catch (e) { log(e.name); } try { log(#x in @(5)); } catch (e) { log(e.name); } } }
        FUNCTION main() { CO; RUN(new C().run({})); RUN(new C().run(new C())); }`,
      'arrows, nested classes and static ones': `class A { #x = 'A'; static #n = 0; static METHOD s() { CO; A.#n++; A.#n += @(2); return A.#n; } METHOD run() { CO; const n = (o) => o.#x, from = this; class B { #y = n(from); #x = 'B'; both(a) { return [this.#x, this.#y, #x in a]; } } const get = () => this.#x; this.#x = @; return [new B().both(this), get(), ...[this].map((a) => a.#x)]; } }
        FUNCTION main() { CO; log(RUN(new A().run()), RUN(A.s())); }`,
      'receiver evaluated once': `class C { #x = 1; #m() { return this; } METHOD run() { CO; f(this).#x += @(1); f(this).#x++; f(this).#x ??= @; log(f(this).#m(@) === this, f(this)?.#m?.(@) === this, this.#x); return delete f(this)?.x; } }
        FUNCTION main() { CO; log(RUN(new C().run())); }`,
    },
  },
  {
    number: 33,
    title: 'suspensions in heritage and computed keys, with the outer `this` and `super`',
    fixtures: [
      'functions/heritage-with-this',
      'order/computed-method-key',
      'sloppy/class-keys-that-suspend',
      'scopes/class-binding',
    ],
    bodies: {
      'heritage and keys in order': `class B { b() { return 'b'; } } class C extends (f('heritage'), @(B)) { static [f('s')] = 1; [(f('m'), @('m'))]() { return super.b(); } [f('field')] = f('value'); static [(@, f('t'))]() { return this === C; } } const c = new C(); log(Object.keys(C), c.m(), Object.keys(c), C.t(), C.name);`,
      'bad heritage': `for (const x of [null, 1, undefined, {}, { __proto__: null }, () => {}]) try { class C extends (@(x)) { [f('key')]() {} } log(Object.getPrototypeOf(C.prototype)); } catch (e) { log(e.name); } try { const D = class extends f(Bound) { static [@]() {} }; } catch (e) { log(e.name); }`,
      'keys that are converted': `const D = class { [key('a')] = 1; [(@, key('b'))] = 2; static [key('c')] = 3; }; log(new D(), D.c, D.name);`,
    },
    programs: {
      'outer this and super in keys': `class B { get k() { return 'k'; } } class C extends B { j = 'j'; METHOD run() { CO; const D = class extends (@(B)) { [super.k]() { return 1; } [(@, this.j)]() { return 2; } static [super.k + this.j] = 3; }; return Object.getOwnPropertyNames(D.prototype).concat(Object.keys(D)); } }
        FUNCTION main() { CO; log(RUN(new C().run())); }`,
      'arguments and private names of the outer class': `class A { static #x = 'priv'; static METHOD run(a) { CO; const C = class { [(@, A.#x)]() {} [arguments[0]]() {} static [\`\${a}\${@}\`] = 1; }; return [Object.getOwnPropertyNames(C.prototype), Object.keys(C)]; } }
        FUNCTION main() { CO; log(RUN(A.run('arg'))); }`,
    },
  },
  {
    number: 34,
    title: 'await and yield leak across nested function boundaries',
    fixtures: [
      'scopes/nested-function-boundary',
      'scopes/nested-coroutines',
      'functions/arguments-of-nested-function',
      'functions/nested-arrows-and-functions',
    ],
    bodies: {
      'functions, methods, accessors and classes within': `const g = function* () { yield 'inner'; return 'r'; }, o = { *m() { yield 1; }, get x() { return [...g()]; } }; class C { *[Symbol.iterator]() { yield* o.m(); } static { this.s = [...g()]; } f = [...o.m()]; } log([...g()], [...o.m()], o.x, [...new C()], C.s, new C().f, @);`,
      'async ones within': `const a = async (x = 1) => { await x; return x; }, b = async function* () { yield await 2; }; log(typeof a().then, typeof b().next, @, typeof (async () => { for await (const x of b()) x; })().then);`,
      'jumps and returns of callbacks stay theirs': `const out = []; [1, 2, 3].forEach((x) => { if (x === 2) return; for (;;) { out.push(x); break; } }); log(out, @); outer: for (const x of [1, 2]) { const h = () => { outer: for (;;) break outer; return x; }; log(h(), @); if (h() === 1) continue outer; break; }`,
      'yield and await as names in functions within': `// only: sloppy
        const g = function () { var yield_ = 1; return yield_; }; const h = (function () { var await = 1; return await; })(), k = new Function('var yield = 2; return yield')(); log(g(), h, k, @);`,
    },
  },
  {
    number: 35,
    title: 'name, length, prototype, constructibility and own keys of functions',
    tests: ['test/ecmascript/function-objects.test.ts', 'test/ecmascript/placement.test.ts'],
    fixtures: ['functions/name-and-length'],
    scripts: {
      descriptors: `function* g(a, b = 1, c) {} async function a(x) {} async function* ag(...r) {} for (const h of [g, a, ag, function* () {}, async () => {}, async (x, { y }) => {}, async function named(a, b) {}, { *m(x) {} }.m, { async 'a b'() {} }['a b'], class { static async *[Symbol.iterator](q) {} }[Symbol.iterator]]) describe(h);`,
      'names from where they stand': `const s = Symbol('desc'), e = Symbol(); let x = async () => {}, y; y = function* () {}; const o = { a: async () => {}, [s]: function* () {}, [e]: async function () {}, b: (0, function* () {}), async *['computed']() {}, __proto__: { async p() {} } }; for (const h of [x, y, o.a, o[s], o[e], o.b, o.p]) log(JSON.stringify(h.name)); const [d = async () => {}, { z = function* () {} }] = [undefined, {}]; log(d.name, z.name); class C { static f = async () => {}; static [s] = function* () {}; static #p = async function* () {}; static { log(C.f.name, C[s].name, C.#p.name); } } let n = null; n ??= async () => {}; log(n.name); (n) = function* () {}; log(n.name); const anon = (() => async () => {})(); log(JSON.stringify(anon.name)); function dflt(cb = async () => {}) { log(cb.name); } dflt();`,
      'prototypes, new and instanceof': `function* g() { yield 1; } const it = g(); log(it instanceof g, Object.getPrototypeOf(it) === g.prototype, 'constructor' in g.prototype, Reflect.ownKeys(g.prototype)); const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(g, 'prototype'); log(writable, enumerable, configurable); log(delete g.name, delete g.length, Object.keys(g), g.name, g.length); try { delete g.prototype; log('silent'); } catch (e) { log(e.name); } g.prototype = null; log(Object.getPrototypeOf(g()) === Object.getPrototypeOf(g).prototype); g.prototype = { mark: 1 }; log(g().mark, [...g()]); for (const h of [g, async function () {}, async () => {}, async function* () {}, { *m() {} }.m]) { try { new h(); } catch (e) { log(e.name); } try { class X extends h {} } catch (e) { log(e.name); } log('prototype' in h, 'caller' in h, Object.hasOwn(h, 'caller'), Object.hasOwn(h, 'arguments')); }`,
      'bound, proxied, called by Reflect': `async function a(x) { return [this?.v, x]; } function* g(x) { yield [this?.v, x]; } const b = a.bind({ v: 1 }, 2), h = g.bind({ v: 3 }); log(b.name, b.length, 'prototype' in h, h.name); b().then((r) => log(...r)); log(...[...h(4)][0]); log([...new Proxy(g, {})(5)][0][1], typeof Reflect.apply(g, null, [6]).next); log(Object.getPrototypeOf(h) === Object.getPrototypeOf(g), h() instanceof g);`,
    },
  },
  {
    number: 36,
    title: 'intrinsics: tags, one shared `next`, incompatible receivers, nothing enumerable',
    tests: ['test/ecmascript/function-objects.test.ts'],
    scripts: {
      'tags and chains': `function* g() {} async function a() {} async function* ag() {} for (const f of [g, a, ag]) { const F = Object.getPrototypeOf(f); log(String(f[Symbol.toStringTag]), Object.prototype.toString.call(f), F.constructor.name, F.constructor.length, Object.getPrototypeOf(F) === Function.prototype, Reflect.ownKeys(F).map(String)); } for (const o of [g(), ag()]) { const P = Object.getPrototypeOf(Object.getPrototypeOf(o)); log(Object.prototype.toString.call(o), Reflect.ownKeys(P).map(String), Object.keys(P), P.next.length, P.next.name); for (const k in o) log(k); }`,
      'one next for all': `function* g() { yield 1; } function* h() { yield 2; } log(g().next === h().next, g().next === Object.getPrototypeOf(g.prototype).next, g()[Symbol.iterator] === [][Symbol.iterator]().__proto__.__proto__[Symbol.iterator], (it => it[Symbol.iterator]() === it)(g())); const next = g().next; log(next.call(h()).value); async function* ag() {} const it = ag(); log(it[Symbol.asyncIterator]() === it, ag().next === ag().next);`,
      'incompatible receivers': `function* g() { yield 1; } async function* ag() { yield 1; } const P = Object.getPrototypeOf(g.prototype), AP = Object.getPrototypeOf(ag.prototype); for (const m of ['next', 'return', 'throw']) { for (const x of [undefined, null, 1, {}, g, P, g.prototype, ag(), Object.create(g()), new Proxy(g(), {})]) log(m, attempt(() => P[m].call(x, 1))); for (const x of [undefined, {}, ag, AP, g(), Object.create(ag())]) AP[m].call(x, 1).then(log, (e) => log('async', m, e.name)); }`,
      'inherited and replaced methods': `function* g() { yield 1; yield 2; } g.prototype.next = function () { log('own next'); return Object.getPrototypeOf(g.prototype).next.call(this); }; log([...g()]); const [x] = g(); log(x); g.prototype[Symbol.iterator] = function* () { yield 'other'; }; log([...g()]); function* h() { yield* g(); } log([...h()]); function* k() { yield 1; } k.prototype.return = () => ({ value: 'mine' }); for (const v of k()) break; log(k().return(1).value);`,
      constructors: `const G = Object.getPrototypeOf(function* () {}).constructor, A = Object.getPrototypeOf(async () => {}).constructor, AG = Object.getPrototypeOf(async function* () {}).constructor; const g = new G('a', 'b = 2', 'yield a; return b'); log(g.name, g.length, [...g(1)], g instanceof G, g instanceof Function); A('x', 'return await x')(5).then(log); AG('yield 1')().next().then((r) => log(r.value, r.done)); log(Object.getPrototypeOf(G) === Function, G.prototype.constructor === G, attempt(() => G('yield = 1')));`,
    },
  },
  {
    number: 37,
    title: 'a function that reassigns its own name; the read-only name of a function expression',
    fixtures: [
      'functions/own-name-*',
      'functions/declaration-reassigned',
      'sloppy/own-name-write-ignored',
      'names/own-name-used',
    ],
    programs: {
      declarations: `FUNCTION g(n) { CO; const self = g; if (n) { g = 'reassigned ' + @; return [typeof self, g]; } return n; }
        FUNCTION main() { CO; const first = g; log(RUN(g(1)), typeof g); g = first; log(RUN(g(0))); }`,
      'expressions, in both modes': `const h = FUNCTION own(n) { CO; try { own = @; log('silent', typeof own); } catch (e) { log(e.name, typeof own); } try { own += f(@); log('silent', typeof own); } catch (e) { log(e.name, typeof own); } try { [own] = [f(@)]; log('silent'); } catch (e) { log(e.name); } try { own++; } catch (e) { log(e.name); } for (own of []); return typeof own; };
        FUNCTION main() { CO; try { log(RUN(h(1))); } catch (e) { log(e.name); } }`,
      'shadowed and captured': `const h = FUNCTION own(own) { CO; own = [own, @]; return own; }; const k = FUNCTION own() { CO; var own = own === undefined ? @ : 'outer'; return own; }; const l = FUNCTION own(get = () => own) { CO; { function own() {} } const r = [typeof own, typeof get(), @]; return r; };
        FUNCTION main() { CO; log(RUN(h(1)), RUN(k()), RUN(l())); }`,
      'recursion by the name': `const h = FUNCTION own(n) { CO; return n === 0 ? [@, own === h] : RUN(own(n - 1)); };
        FUNCTION main() { CO; log(RUN(h(2))); const copy = h; log(RUN(copy(1)), h.name); }`,
    },
  },
];
