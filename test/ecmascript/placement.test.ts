/** Classes and literals in every place an expression can stand in: each evaluation has its own function objects. */
import { expect, test } from 'vitest';
import { logOf } from './native.ts';

const PROGRAM = `
const print = log; { const log = [];
const fns = [];
for (let i = 0; i < 3; i++) { fns.push(class { *m() { yield i; } static async s() { return i; } #q = i; async *[\`k\${i}\`]() { yield this.#q; } }); }
log.push(...fns.map((C) => [...new C().m()][0]), new Set(fns.map((C) => C.prototype.m.prototype)).size);
let j = 0, K; for (; j < 3; K = class { *m() { yield j; } }, j++) ;
log.push([...new K().m()][0], K.name, Reflect.ownKeys(K.prototype).length);
while (j++ < 5) fns.push(class Foo { *a() { yield this.constructor.name; } });
log.push([...new fns[4]().a()][0]);
const pair = () => [async () => 1, class { *m() {} }, { async *s() { yield super.x; } }, class { async n() {} async #p() { return 5; } p() { return this.#p(); } }];
const [a, B, c, D] = pair(); log.push(a.name, B.name, typeof c.s, new B().m()[Symbol.toStringTag], c.s.constructor.name);
function defaults(C = class { *m() { yield 'd'; } }, o = { *s() { yield super.toString === Object.prototype.toString; } }) { return [[...new C().m()][0], [...o.s()][0], C.name]; }
log.push(...defaults(), ...defaults());
class F { x = class { *y() { yield 'field'; } }; static z = { async w() { return super.toString; } } }
log.push([...new (new F().x)().y()][0], new F().x.name);
label: for (const C of [class { *m() { yield 1; } }]) { for (;;) { log.push([...new C().m()][0]); continue label; } }
if (j) log.push(typeof class { *m() {} }); else log.push(0);
switch (j) { default: const Z = class { *m() { yield f2(); } }; function f2() { return 'f2'; } log.push([...new Z().m()][0]); async function g2() {} log.push(g2.name); }
const { x = async () => {}, y: [z = function* () {}] = [] } = {}; log.push(x.name, z.name);
const o2 = { async f() {}, f: 1, *g() { yield super.x; }, g: 2, get h() { return 1; }, async *h() { yield super.valueOf; } }; log.push(o2.f, o2.g, typeof o2.h);
class Base { async m(x) { return 'b' + x; } *g() { yield 'bg'; } static *s() { yield 's'; } }
class Der extends Base { async m(x) { return (await super.m(x)) + 'd'; } *g() { yield* super.g(); yield super.constructor.name; } static *s() { yield* super.s(); } constructor() { const f = async () => { super(); return this; }; f(); } }
log.push(...new Der().g(), ...Der.s());
async function main() { log.push(await new Der().m(1)); for await (const v of (async function* () { yield* [1, 2]; yield* (async function* () { yield 3; return 4; })(); })()) log.push(v);
  const r = await Promise.all([1, 2].map(async (n) => { try { if (n > 1) throw n; return n; } catch (e) { return [e]; } finally { await 0; } })); log.push(JSON.stringify(r)); print(...log); }
main().catch(print); }
`;

test('each evaluation of a class or literal makes its own functions, wherever it stands', async () => {
  const native = await logOf(PROGRAM, 'native');
  expect(native).toHaveLength(1);
  for (const column of ['compiled', 'unoptimized', 'inline'] as const) {
    expect(await logOf(PROGRAM, column)).toEqual(native);
  }
});
