import { transform } from 'stackless/compiler';
import { expect, test } from 'vitest';

/** Each gives a list, of promises too; run as it is, and compiled, in sloppy code and in strict. */
const PROGRAMS: Record<string, string> = {
  'async parameters reject, with receiver and arguments of their own': `
    class A { base() { return 'base'; } }
    class B extends A {
      #p = 'private';
      async m(a, { b } = eval('({ b: this.#p + arguments.length })'), ...rest) { await 1; return [a, b, rest.length]; }
      static async s(x = eval('new.target === undefined'), y = () => eval('x')) { return [x, y()]; }
    }
    const b = new B();
    return [b.m(1), b.m(1, { b: 2 }, 3, 4), b.m(1, null), b.m.length, b.m.name, B.s(), B.s.length];`,
  'async arrows and literals': `
    const arrow = async (a, b = eval('a + 1'), ...c) => { const { length } = c; await null; return [a, b, length]; };
    const object = { async ['k' + 1](p = eval('this.v')) { await 0; return p; }, v: 7 };
    return [arrow(1), arrow(1, 5, 6, 7), arrow(), arrow.length, arrow.name, object.k1(), Object.keys(object)];`,
  'what eval in parameters throws rejects, or is thrown at the call': `
    async function f(a = eval('null.x')) { return a; }
    function* g(a = eval('null.x')) { yield a; }
    let thrown; try { g(); } catch (error) { thrown = error; }
    return [f(), f(3), thrown, g(4).next()];`,
  'a body that never suspends, with functions that do': `
    function* outer(n) {
      const list = [];
      function* inner(k) { for (let i = 0; i < k; i++) yield [i, typeof n]; }
      class C { *m() { yield eval('list.length'); } static x = eval('typeof list'); }
      for (const v of inner(2)) list.push(v[0] + v[1]);
      for (let i = 0; i < 2; i++) list.push(() => eval('i'));
      for (;;) { try { break; } finally { list.push('finally'); } }
      return [list[0], list[1], list[2](), list[3](), list[4], [...new C().m()][0], C.x, new.target];
    }
    function* thrower() { eval('throw new TypeError("t")'); }
    const t = thrower(); let thrown; try { t.next(); } catch (error) { thrown = error; }
    return [outer(1).next(), thrown, t.next(), thrower().return(4)];`,
  'names of the step are nobody’s': `
    const frame = 'frame', state = 'state', value = 'value';
    function* f() { return eval('[frame, state, value, typeof mode]'); }
    function* g(value = eval('[frame, state]')) { const step = yield value; yield [step, frame]; }
    const it = g();
    return [f().next(), it.next(), it.next('sent')];`,
};

const SLOPPY: Record<string, string> = {
  'what eval in parameters declares, the body sees': `
    function* f(a = eval('var leaked = 1; 1'), b = () => leaked, c = eval('var leaked = 2; leaked')) {
      const got = yield [a, b(), c, leaked];
      { let leaked = 'inner'; yield leaked; }
      leaked = got; yield b();
    }
    const it = f();
    return [it.next(), it.next('sent'), it.next(), typeof leaked];`,
  'with, in a body that never suspends': `
    const asked = [];
    async function w(o, p) { with (o) { asked.push(x); if (p) return x; x = 'set'; } return o.x; }
    async function* g(o) { with (o) { asked.push(x); } }
    function* shadow(value, state) { with ({ value: 'v' }) { return [value, state, typeof frame]; } }
    function* mapped(a) { arguments[0] = 'changed'; with ({}) { return a; } }
    return [w({ x: 1 }, true), w({ x: 1 }, false), w(null), g({ x: 2 }).next(), shadow(1, 2).next(), mapped(1).next()];`,
};

const STRICT: Record<string, string> = {
  'any code may run in a strict body': `
    function* f(a, code) { let kept = 1; const c = 2; const r = eval(code); { let kept = 3; return [r, eval('kept'), kept, c]; } }
    const tried = (code) => { try { return f(1, code).next(); } catch (error) { return error; } };
    const self = function* self() { return eval('self = 1'); };
    let thrown; try { self().next(); } catch (error) { thrown = error; }
    return [...['var kept = 10; a + kept', 'kept = a = 2; arguments[0]', 'c = 1', 'later', 'with (a) {}'].map(tried), thrown];`,
};

async function outcome(code: string): Promise<unknown> {
  const settled = await Promise.allSettled(new Function(code)() as unknown[]);
  return settled.map((one) => (one.status === 'fulfilled' ? show(one.value) : show(one.reason)));
}

function show(value: unknown): unknown {
  return value instanceof Error ? value.name : value;
}

function compiled(source: string): string {
  const { code, functions } = transform(source, {
    functions: 'all',
    runtime: 'inline',
    sourceType: 'script',
  });
  expect(functions).toBeGreaterThan(0);
  return code;
}

const sloppy = Object.entries({ ...PROGRAMS, ...SLOPPY });
const strict = Object.entries({ ...PROGRAMS, ...STRICT }).map(([name, code]) => [
  name,
  `'use strict';${code}`,
]);

test.each(sloppy)('sloppy: %s', async (_name, source) => {
  expect(await outcome(compiled(source))).toEqual(await outcome(source));
});

test.each(strict)('strict: %s', async (_name, source) => {
  expect(await outcome(compiled(source as string))).toEqual(await outcome(source as string));
});

const REFUSED: Record<string, string> = {
  'a body that suspends': 'function* f(x, code) { yield 1; return eval(code); }',
  'a closure in a body that suspends': "function* f(x) { const g = () => eval('x'); yield g(); }",
  'code that may declare what a parameter is called': 'function* f(x, code) { eval(code); return x; }',
  'code that may declare arguments': 'function* f(code) { return eval(code); }',
  'a variable with the name of a parameter': "function* f(x) { var x; return eval('1 + y'), eval(x); }",
  'an assignment to the function’s own name': "(function* f() { eval('f = 1'); })",
  'super in parameters of an async method': "class A { async m(a = super.x, b = eval('a')) { return b; } }",
  'with around a suspension': 'function* f(o) { with (o) yield x; }',
  'with in a body that suspends': 'function* f(o) { with (o) x; yield; }',
};

test.each(Object.entries(REFUSED))('refused: %s', (_name, source) => {
  expect(() => transform(source, { functions: 'all', sourceType: 'script' })).toThrow(/-around-suspension/);
});
