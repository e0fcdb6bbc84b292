/** What reflection sees of compiled functions, against the engine's own. */
import { expect, test } from 'vitest';
import { logOf } from './native.ts';

const DESCRIBE = `
const kinds = [function* () {}, async function () {}, async function* () {}].map((f) => Object.getPrototypeOf(f));
function describe(f) {
  const own = Reflect.ownKeys(f).map((key) => {
    const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(f, key);
    return String(key) + (writable ? 'w' : '') + (enumerable ? 'e' : '') + (configurable ? 'c' : '');
  });
  let constructs = true;
  try { Reflect.construct(Object, [], f); } catch { constructs = false; }
  const proto = f.prototype && Object.getPrototypeOf(f.prototype) === Object.getPrototypeOf(f).prototype;
  log(JSON.stringify(f.name), f.length, own, constructs, Object.prototype.toString.call(f),
    kinds.indexOf(Object.getPrototypeOf(f)), proto, f.prototype && Reflect.ownKeys(f.prototype).length);
}
`;

const FUNCTIONS = {
  declarations: `
    describe(f); describe(g); describe(h);
    function* f(a, b = 1, c) {} async function g(a, b) {} async function* h(...r) {}
    { describe(k); function* k() {} }
    switch (describe(f)) { case 1: break; default: describe(m); async function m() {} }
    function outer() { describe(inner); return; async function* inner(x) {} } outer();
    function* twice() { yield 1; } function* twice(a) { yield 2; } describe(twice); log([...twice()]);`,
  expressions: `
    const a = function* () {}; const b = async (x, y) => {}; const c = async function () {}; let d = async function* named() {};
    describe(a); describe(b); describe(c); describe(d); describe(async () => {}); describe(function* () {});
    let e; e ??= async () => {}; describe(e); (e) = async () => {}; describe(e);
    const { f = function* () {} } = {}; describe(f); const [g = async () => {}] = []; describe(g);
    describe((0, async () => {})); const o = { __proto__: async () => {} }; describe(Object.getPrototypeOf(o));`,
  methods: `
    const k = Symbol('key'); let n = 0;
    const o = { *m(a) {}, async n() {}, async *[k]() {}, 'a b': function* () {}, [++n]: async () => {}, *2() {},
      async *__proto__() {}, async [\`x\${n}\`]() {}, async *s() { yield super.toString; } };
    for (const key of Reflect.ownKeys(o)) { log(String(key)); describe(o[key]); }
    class C { *m(a) {} static async n() {} async *[k]() {} static *[\`c\${n}\`]() {} f = async () => {}; static #p = function* () {};
      async #q() {} *#r() {} static async *#s() {} *constructor2() {} *'m x'() {}
      all() { return [this.#q, this.#r, this.f, C.#p, C.#s]; } }
    for (const key of Reflect.ownKeys(C.prototype)) if (key !== 'constructor' && key !== 'all') describe(C.prototype[key]);
    describe(C.n); describe(C.c1); new C().all().forEach(describe); log(new C().all()[1] === new C().all()[1]);
    const mixin = (B) => class extends B { *m() { yield super.constructor === B; } };
    class A {} class D {} const X = mixin(A), Y = mixin(D); log(X.prototype.m === Y.prototype.m, [...new X().m()], [...new Y().m()]);
    X.prototype.m.prototype.mark = 'x'; log(new X().m().mark, new Y().m().mark);`,
  prototypes: `
    function* f() {} log(f() instanceof f, Object.getPrototypeOf(f()) === f.prototype, Reflect.ownKeys(f()).length);
    f.prototype = 1; log(Object.getPrototypeOf(f()) === Object.getPrototypeOf(f).prototype, f() instanceof Object);
    f.prototype = null; log(Object.getPrototypeOf(f()) === Object.getPrototypeOf(f).prototype);
    const p = {}; f.prototype = p; log(Object.getPrototypeOf(f()) === p);
    const G = Object.getPrototypeOf(f); const P = G.prototype;
    log(String(Reflect.ownKeys(G).map(String)), String(Reflect.ownKeys(P).map(String)), Object.keys(P).length);
    log(G.constructor.name, G.constructor.length, P.next.name, P.next.length, P[Symbol.toStringTag]);
    log(typeof P[Symbol.iterator], Object.getPrototypeOf(P) === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
    for (const x of [undefined, 1, {}, P, f]) try { P.next.call(x); log('none'); } catch (e) { log(e instanceof TypeError); }
    const made = G.constructor('a', 'yield a; yield a + 1'); log(made instanceof G.constructor, [...made(1)]);
    function* outer() { return yield* made(5); } log([...outer()]);`,
  names: `
    const s = function* me() { me = 1; me += 1; [me] = [2]; yield typeof me; }; log([...s()]);
    const t = function* me() { 'use strict'; try { me = 1; } catch (e) { yield e instanceof TypeError; } }; log([...t()]);
    const u = async function me(n) { return n === 0 ? me.name : me(n - 1); }; u(2).then(log);
    const v = function* me(me) { yield me; }; log([...v(1)]); function* dup(a, a) { yield a; yield arguments[0]; } log([...dup(1, 2)]);
    function* args(a) { arguments[0] = 2; yield a; a = 3; yield arguments[0]; } log([...args(1)]);
    function* self() { yield this === undefined ? 'undefined' : typeof this; } log([...self()], [...self.call(1)]);`,
};

for (const [name, source] of Object.entries(FUNCTIONS)) {
  test(name, async () => {
    const native = await logOf(DESCRIBE + source, 'native');
    expect(native.length).toBeGreaterThan(0);
    expect(await logOf(DESCRIBE + source, 'compiled')).toEqual(native);
    expect(await logOf(DESCRIBE + source, 'unoptimized')).toEqual(native);
  });
}
