/** Traps of evaluation order: operands, receivers, keys and targets are fixed before what suspends behind them. */
import type { Trap } from './trap.ts';

export const EVALUATION_ORDER: readonly Trap[] = [
  {
    number: 1,
    title: 'left operands, variables and calls too, are read after a later suspension',
    fixtures: ['order/left-operand-*', 'order/binary-operators'],
    tests: ['test/differential/operands-*.test.ts'],
    bodies: {
      'variables that the driver changes meanwhile': `let a = 1; const set = () => { a = 10; }; log(a + @ + a, set(), a + @(set()) + a);`,
      'parameters changed through arguments and closures': `const bump = () => ++p; log([p, bump(), p, @, p, bump(), @, p].join()); log(p + (p = 5) + @ + p);`,
      'calls, members and updates': `const o = { get x() { log('get'); return 'x'; } }; let i = 0; log(f(i++) + o.x + i++ + @ + o.x + i++ + f(i));`,
      'comparisons and in': `let a = 3; const o = { k: 1 }; log(a < @(a = 9), 'k' in (delete o.k, @(o)), [a === 9, a = 1, @(a === 1), a]);`,
      'an operand in a closure of a loop': `const fs = []; for (let i = 0; i < 2; i++) fs.push(() => i++); log(fs[0]() + @ + fs[0]() + fs[1](), fs.map((g) => g() + '' + g()));`,
    },
  },
  {
    number: 2,
    title: 'operands are converted before both sides are there',
    fixtures: ['order/conversion-*', 'order/assignment-key-conversion-late'],
    bodies: {
      'arithmetic and comparison': `log(valued(1) + @, valued(2) * valued(@), valued(3) < @(valued(4)), valued('a') + valued(@) + valued('b'));`,
      'the left one throws only once the right one is there': `const bad = { [Symbol.toPrimitive](hint) { log('hint', hint); throw 'bad'; } }; try { log(bad * @); } catch (e) { log(e); } try { log(@ + bad + f('never')); } catch (e) { log(e); } log(bad === @);`,
      'symbols and bigints': `for (const x of [Symbol.iterator, 1n]) try { log(x + @(1)); } catch (e) { log(e.name); } try { log(-@(Symbol.iterator)); } catch (e) { log(e.name); } log(2n ** @(3n));`,
      'compound assignments convert at the end': `let a = valued(1); a += @(valued(2)); const o = { x: valued(3) }; o.x *= @(valued(4)); o.x -= (a = valued(5), @(valued(6))); log(a, o.x);`,
      'keys of reads and of in': `const o = { k: 1 }; log(o[key('k')] + @, key('k') in @(o), o[@(key('k'))]);`,
    },
  },
  {
    number: 3,
    title: 'several suspensions of one expression share one slot for what is sent',
    fixtures: ['order/two-yields-one-expression', 'order/nested-yield'],
    bodies: {
      'lists, objects and calls': `log([@, @, [@, @]], { a: @, b: [@], [@]: @ }, f(@, f(@, @), @));`,
      'nested in each other': `log(@(@(@)), @(f(@, @)), [@(@), @(@)]);`,
      'across conditions': `log((@ ? @ : @) + (@ && @) + (@ ?? @), !@ || @);`,
      'kept while finally suspends': `const g = () => { }; let a; try { a = [@, @]; } finally { log(@, a, @); } log(a, @ + @ * @, g(@));`,
    },
  },
  {
    number: 4,
    title: 'chained calls of suspensions: each at its place, a bad callee found after its arguments',
    fixtures: [
      'order/chained-calls',
      'order/bad-callee-after-arguments',
      'order/missing-method-after-arguments',
    ],
    bodies: {
      'calls of calls': `const g = (x) => (log('g', x), g); g(@)(@)(f(1), @)(@); g(@)(@).call(@(null), @)(@);`,
      'no function': `for (const x of [1, null, undefined, {}, 's']) try { x(f('argument'), @); } catch (e) { log(e.name); } try { (@)(f('argument')); } catch (e) { log(e.name); }`,
      'no method': `const o = { a: { b: 1 } }; for (const go of [0, 1]) try { go ? o.a.b(@) : o.a.c(@, f(2)); } catch (e) { log(e.name); } try { o.none.c(f('not reached'), @); } catch (e) { log(e.name); } try { o.a[@](f('key')); } catch (e) { log(e.name); }`,
      'a method of what was sent': `const o = { m(x) { log(this === o, x); return o; } }; (@(o)).m(@).m(@)['m'](@); new ((@(Array)))(@, f(3));`,
    },
  },
  {
    number: 5,
    title: 'a callee or target assigned inside the callee, then used in the arguments',
    fixtures: [
      'order/callee-assigned-inside',
      'order/target-assigned-inside',
      'order/callee-variable-reassigned',
    ],
    bodies: {
      'in the callee': `let g, o; (g = f)(g === f, @, g = 1); (o = { m: f }).m(o !== undefined, @, o = 2); log(g, o);`,
      'in the key': `let o = { f }, k; o[k = 'f'](k, @, k = 'other', o = null); log(o, k);`,
      'in a target': `let o; (o = {}).x = (o.y = @, o); (o = [])[o.length] = [@, o.length, o = null]; log(o);`,
      'replaced by its arguments': `let g = f; g((g = () => 'new'), @, g()); let o = { m: f }; o.m((o.m = null), @, (o = null)); try { o.m(@); } catch (e) { log(e.name); }`,
    },
  },
  {
    number: 6,
    title: 'receiver and method are fetched after the arguments have suspended',
    fixtures: [
      'order/method-replaced-in-argument',
      'order/method-getter-before-arguments',
      'order/receiver-variable-reassigned',
    ],
    bodies: {
      'getter before the arguments, once': `const o = { get m() { log('get m'); return function (...xs) { log(this === o, ...xs); return this; }; } }; o.m(f(1), @).m(@, @).m(...[@]);`,
      'a proxy sees one read': `const o = spy('o', { m(x) { return x; } }); log(o.m(@)); log(o['m'](@, @)); log(o?.m(@), o.m?.(@));`,
      'element of an array that is refilled': `const a = [f, (x) => log('second', x)]; let i = 0; a[i++](i, @, (a[0] = null)); a[i](a.length = 0, @); log(a, i);`,
      'receivers that are primitive': `log('abc'.slice(@(1)), (5).toFixed(@(1)), true.toString(@), 'x'.concat(@, 'y', @)); try { p.none(@); } catch (e) { log(e.name); }`,
      'call and apply': `const g = function (...xs) { return [typeof this, this?.x, ...xs]; }; log(g.call({ x: 1 }, @), g.apply({ x: @ }, [@]), Reflect.apply(g, { x: 2 }, [@]));`,
    },
  },
  {
    number: 7,
    title: 'the constructor is fetched after the arguments of `new`',
    fixtures: [
      'order/constructor-before-arguments',
      'order/not-a-constructor-after-arguments',
      'order/new-spread',
    ],
    bodies: {
      'replaced meanwhile': `let K = class { constructor(...xs) { log('K', new.target === first, ...xs); } }; const first = K; new K(K = null, @); const o = { get K() { log('get'); return first; } }; new o.K(@, @); new (f(first))(...[@], @);`,
      'not a constructor': `for (const x of [1, undefined, () => {}, { m() {} }.m, {}, Symbol]) try { log(typeof new x(f('argument'), @)); } catch (e) { log(e.name); }`,
      'without arguments, or itself a suspension': `class K { m() { return 'm'; } } log(new K().m(@), new (@(K))().m(), (new (@, K)).m(@), new K instanceof (@, K));`,
      'new.target and bound functions': `function G(...xs) { log(new.target === G, ...xs); } const B = G.bind(null, 'bound'); new B(@); Reflect.construct(G, [@], Array); new new Function('x', 'this.x = x')(@);`,
    },
  },
  {
    number: 8,
    title: 'a property of a nullish callee object is read after the arguments have suspended',
    fixtures: ['order/nullish-callee-object'],
    bodies: {
      'null and undefined': `for (const x of [null, undefined]) { try { x.m(f('never'), @); } catch (e) { log(e.name); } try { x['m'](@); } catch (e) { log(e.name); } try { x[f('key')](@); } catch (e) { log(e.name); } }`,
      deeper: `const o = { n: null, get u() { log('get u'); } }; try { o.n.m(@); } catch (e) { log(e.name); } try { o.u.a.b(@); } catch (e) { log(e.name); } try { new o.u.K(@); } catch (e) { log(e.name); }`,
      'a sent one': `try { (@(null)).m(f('never')); } catch (e) { log(e.name); } try { (@(undefined))[f('key')](@); } catch (e) { log(e.name); }`,
      'getters that throw': `const o = { get m() { throw 'getter'; } }; try { o.m(f('never'), @); } catch (e) { log(e); } try { o.m\`\${@}\`; } catch (e) { log(e); } try { o.m.x = @; } catch (e) { log(e); }`,
    },
  },
  {
    number: 9,
    title: 'optional chains run suspensions they skip, or lose `this`; parenthesised chains',
    fixtures: ['order/optional-*'],
    bodies: {
      'skipped as a whole': `let u; log(u?.[@], u?.m(@), u?.a.b[@].c(@), u?.(@), delete u?.[@], u?.a?.[@]?.(@)); try { (u?.a).b(f('never'), @); } catch (e) { log(e.name); }`,
      'this is kept': `const o = { x: 'x', m(...xs) { return [this?.x, ...xs]; }, n: null }; log(o?.m(@), (o?.m)(@), o.m?.(@), o?.['m']?.(@), (o?.m)?.(@), (0, o?.m)(@), o.n?.m(@), o?.n?.(@));`,
      'of a suspension': `const o = { m(x) { return [this === o, x]; } }; log((@(o))?.m(@), (@(null))?.m(@), (@(o))?.[@('m')]?.(@), (@, o?.m)(@));`,
      'getters once, in order': `const o = { get a() { log('a'); return { get b() { log('b'); return function (x) { log('c', x); return this; }; } }; } }; log(typeof o?.a?.b?.(@).b(@)); log(o?.a[(log('key'), 'none')]?.[@]);`,
      'in conditions and deletes': `const o = { k: 1, f: null }; if (o?.f?.(@)) log('no'); else log('else'); log(delete o?.[@('k')], 'k' in o, o?.f ?? @, !o?.k?.[@]); while (o?.f?.(@)) log('no');`,
    },
  },
  {
    number: 10,
    title: 'indirect calls keep `this`, parenthesised members lose it',
    fixtures: ['order/indirect-call-loses-this'],
    bodies: {
      'by form': `const o = { g() { return this === o ? 'kept' : this === undefined ? 'undefined' : typeof this; } }; log((o.g)(@), (0, o.g)(@), (o.g || f)(@), (true && o.g)(@), (@, o.g)(), (o['g'])(@), ((o.g))(@), (o.g = o.g)(@));`,
      'conditional and nullish callees': `const o = { g() { return this === o; } }; log((p ? o.g : f)(@), (o.g ?? f)(@), (@ ? o.g : o.g)(@), o.g(@), [o.g][0](@), { g: o.g }.g(@));`,
      tags: `const o = { g(s, x) { return [this === o, x]; } }; log(o.g\`\${@}\`, (0, o.g)\`\${@}\`, (o.g)\`\${@}\`, (@, o).g\`\${@}\`);`,
    },
  },
  {
    number: 11,
    title: '`a[i] = suspension`: object, key and base are not fixed first',
    fixtures: ['order/assignment-*', 'order/nullish-base-of-assignment'],
    bodies: {
      'all of them change': `let a = [0, 0, 0], i = 0; const first = a; a[i++] = (i = 7, a = null, @); log(first, a, i); let o = { a: {} }; const inner = o.a; o.a.x = (o.a = null, o = null, @); log(inner, o);`,
      'a base that is a getter, a key with effects': `const o = { get a() { log('get a'); return inner; } }, inner = {}; o.a[f('k')] = @; o.a[(f('k'), @('j'))] = f(@); log(inner);`,
      'a setter and a proxy': `const o = spy('o', { set x(v) { log('set', v); } }); o.x = @; o['y'] = [@]; o.z = o.x = @;`,
      'targets that throw': `'use strict'; const o = Object.freeze({ x: 1 }); try { o.x = @; } catch (e) { log(e.name); } let u; try { u[f('key')] = @; } catch (e) { log(e.name); } try { (@(null)).x = f('right'); } catch (e) { log(e.name); }`,
      chains: `const o = {}; let i = 0; o[i++] = o[i++] = [i, @]; o[@] = o.y = o[@]; log(o, i); let a, b; a = [b = @, b]; [a, b] = [b, @]; log(a, b);`,
    },
  },
  {
    number: 12,
    title: '`x op= suspension` reads x after the suspension',
    fixtures: ['order/compound-*'],
    bodies: {
      'variables that change meanwhile': `let a = 1; a += (a = 10, @); let s = 's'; s += @(s = 't') + s; const set = () => { a = 'set'; }; a += (set(), @); log(a, s);`,
      'parameters, captured ones too': `const get = () => p; p += @; log(get()); p -= (p = 0, @(1)); log(get(), p); q += (q += @); log(q);`,
      'mapped arguments': `// only: sloppy
        p += (arguments[0] = 50, @(1)); log(p, arguments[0]); arguments[1] += (q = 'z', @); log(q, arguments[1]);`,
      'members, getters first': `const o = { v: 1, get x() { log('get'); return this.v; }, set x(v) { log('set', v); this.v = v; } }; o.x += @(o.v = 5); o.x **= @(2); log(o.x++, @, --o.x); let a = [1]; a[0] <<= (a[0] = 9, @(3)); log(a);`,
      'undeclared names and constants': `try { undeclared += f(@); } catch (e) { log(e.name); } const c = 1; try { c += (log('right'), @); } catch (e) { log(e.name, c); } try { later *= @; } catch (e) { log(e.name); } let later = 1; log(later);`,
    },
  },
  {
    number: 13,
    title: 'a key with effects is evaluated more than once',
    fixtures: ['order/compound-key-once', 'order/update-members', 'order/logical-assignment-member'],
    bodies: {
      'compound and update': `const o = { k: 1 }; o[f('k')] += @(1); o[(f('key'), 'k')]++; log(o[f('k')]-- + @, o); [o][f(0)][f('k')] *= @(3); log(o);`,
      logical: `const o = { k: null, t: 1 }; o[f('k')] ??= @; o[f('k')] ??= @; o[f('t')] &&= @; o[f('none')] ||= [@]; f(o)[@('t')] ||= f('x'); log(o);`,
      'updates of what suspends': `const o = { k: 1 }; log(o[@('k')]++, ++o[@('k')], (@({ k: 5 })).k--, o.k); log([o.k++, @, o.k++, o.k]);`,
      'in patterns and heads': `const o = {}; [o[f('a')], o[f('b')] = @] = [1]; ({ x: o[f('c')] = @ } = {}); for (o[f('d')] of [@]); for (o[f('e')] in { z: @ }); log(o);`,
    },
  },
  {
    number: 14,
    title: 'logical assignment that short-circuits writes or suspends',
    fixtures: [
      'order/logical-assignment-*',
      'order/logical-and-skips',
      'order/logical-or-skips',
      'order/nullish-skips',
    ],
    bodies: {
      variables: `let a = 1, b = null, c; a ??= @; a ||= @; b &&= @; log(a, b); b ??= @; c ||= @; a &&= @; log(a, b, c);`,
      'no write': `const o = { get x() { log('get'); return 1; }, set x(v) { log('set', v); }, get n() { log('get n'); return null; }, set n(v) { log('set n', v); } }; o.x ??= @; o.x ||= @; o.x &&= @; o.n ??= @; o.n &&= @; log('end');`,
      'constants and frozen objects': `const c = 1, n = null; c ??= @; c ||= @; n &&= @; try { c &&= @; } catch (e) { log(e.name); } try { n ??= @; } catch (e) { log(e.name); } const o = Object.freeze({ x: 1 }); o.x ||= @; o.x ??= @; log(c, n);`,
      'names and nesting': `let g, h = 0; g ??= function () {}; h ||= (h ||= @, () => {}); log(g.name, h.name); let a = null; log(a ?? (a ??= @), a && (a &&= @), (a ||= @) || @);`,
    },
  },
  {
    number: 15,
    title: 'computed literal keys are converted after the value; `__proto__` in its three forms',
    fixtures: ['order/literal-*', 'names/proto-shorthand'],
    bodies: {
      'keys and values in order': `log({ [key('a')]: @, [key('b')]: f(2), b: f(3), [key('c')]() {}, get [key('d')]() { return 1; }, [(@, key('e'))]: @ });`,
      __proto__: `const proto = { p: 1 }, __proto__ = 'own'; const show = (o) => [Object.getPrototypeOf(o) === proto, Object.getPrototypeOf(o) === null, Object.keys(o)]; log(show({ __proto__: proto, x: @ }), show({ '__proto__': null, x: @ }), show({ ['__proto__']: proto, x: @ }), show({ __proto__, x: @ }), show({ __proto__() {}, x: @ }), show({ __proto__: @(proto) }), show({ __proto__: @ }));`,
      'bad keys': `const bad = { toString() { throw 'bad key'; } }; try { log({ a: f(1), [bad]: f('never'), b: @ }); } catch (e) { log(e); } try { log({ [@]: f(1), [bad]: @ }); } catch (e) { log(e); }`,
      'methods with super, symbols, numbers': `const proto = { m() { return 'proto'; } }; const o = { __proto__: proto, [@('m')]() { return [super.m(), this === o]; }, [Symbol.toStringTag]: @, 1e3: @, 0x10: f(1), 'a b': 2, get g() { return super.m(); } }; log(o.m(), Object.keys(o), o.g, String(o));`,
      'spreads in between': `const o = { get a() { log('get a'); return 1; }, get [(log('key'), 'b')]() { log('get b'); return 2; } }; log({ a: 0, ...o, x: @, ...spy('s', { y: 1 }), a: @, ...null, ...@('st') });`,
    },
  },
  {
    number: 16,
    title: 'spreads are consumed after the next suspension',
    fixtures: [
      'order/array-spread-*',
      'order/call-spread',
      'order/spread-of-non-iterables',
      'order/array-holes',
    ],
    bodies: {
      arrays: `const a = [1, 2]; log([...a, a.push(3), @, ...a, , ...iter(@), ...@([7])]);`,
      'calls and new': `const a = [1, 2]; class K { constructor(...xs) { log('new', ...xs); } } f(...iter(1), a.pop(), @, ...a); new K(...a, @, ...iter(2), ...a); f.call(null, ...a, @, ...[@]);`,
      'not iterable': `for (const x of [null, undefined, 1, {}]) try { log([f(1), ...x, @]); } catch (e) { log(e.name); } try { f(...@(5), f('never')); } catch (e) { log(e.name); } try { log(...{ [Symbol.iterator]: () => 1 }, @); } catch (e) { log(e.name); }`,
      'iterators that throw are not closed': `const bad = { [Symbol.iterator]() { return this; }, next() { throw 'next'; }, return() { log('close'); } }; try { log([@, ...bad, @]); } catch (e) { log(e); } const odd = { [Symbol.iterator]() { return this; }, next: () => ({ get done() { throw 'done'; } }), return() { log('close'); } }; try { f(@, ...odd, @); } catch (e) { log(e); }`,
      'objects, with holes and strings': `log([...'añ😀', , @, ,], { ...'ab', ...[@, 1], ...{ [@]: 1 } }, Math.max(...[1, 2], @('3')), [...[, 1], @].hasOwnProperty(0));`,
    },
  },
  {
    number: 17,
    title: 'parts of a template are made strings after the next suspension',
    fixtures: [
      'order/template-parts-to-string',
      'order/template-symbol-throws-early',
      'order/template-object-changed-later',
    ],
    bodies: {
      'one by one': `log(\`a\${valued(1)}b\${@}c\${valued(2)}d\${valued(@)}\`);`,
      'what changes later': `const a = [1]; log(\`\${a}\${a.push(@)}\${a}\`); const o = { toString() { return 'o' + a.length; } }; log(\`\${o}\${@(a.length = 0)}\${o}\`);`,
      'toPrimitive, symbols': `const o = { [Symbol.toPrimitive](hint) { log('hint', hint); return hint; } }; log(\`\${o}\${@}\`, o + @); try { log(\`\${Symbol.iterator}\${@}\`); } catch (e) { log(e.name); } try { log(\`\${@}\${f(1)}\${{ toString() { throw 'part'; } }}\${@}\`); } catch (e) { log(e); }`,
      'nested, empty, escaped': `log(\`\${@}\`, \`\${\`\${@}-\${valued(3)}\`}\\n\\u{61}\\\`\${''}\${@}\`, \`\` + @, \`line
\${@}\r\nend\`);`,
    },
  },
  {
    number: 18,
    title: 'tagged templates: receiver, one identity per site, raw strings',
    fixtures: ['order/tagged-template-*'],
    bodies: {
      'identity across passes and suspensions': `const seen = []; const tag = (s, ...xs) => { seen.push(s); return xs; }; for (let i = 0; i < 3; i++) log(tag\`a\${i}b\${@}\`); tag\`a\${0}b\${@}\`; log(seen.map((s) => seen.indexOf(s)), Object.isFrozen(seen[0]), Object.isFrozen(seen[0].raw));`,
      'raw and cooked, bad escapes': `const tag = (s, x) => [s, s.raw, x]; log(tag\`\\n\${@}\\u0041\`, tag\`\\u\${@}\\xg\`, tag\`\${@}\`, String.raw\`\\\${\${@}\\n\`);`,
      'receivers and getters': `const o = { get tag() { log('get'); return function (s, ...xs) { return [this === o, ...xs]; }; } }; log(o.tag\`\${@}\`, o?.['tag'](['x'], @), o[(f('k'), 'tag')]\`\${@}\${f(1)}\`); try { p\`\${@}\`; } catch (e) { log(e.name); }`,
      'chained, called, new': `const tag = (s, ...xs) => (log(s.length, ...xs), tag); tag\`a\${@}\`\`b\${@}\`(['c'], @); class K { constructor(s, x) { this.x = x; } } log(tag\`\` === tag, (@(tag))\`\${@}\` === tag);`,
      'a site in two instances of a function': `const sites = new Set(); const make = () => (s) => (sites.add(s), sites.size); const t = make(); const inner = () => t\`x\`; log(inner(), @, inner(), t\`x\${@}\`, t\`x\${@}\`);`,
    },
    programs: {
      'one site, many instances': `const sites = new Set(); const tag = (s, x) => { sites.add(s); return [sites.size, x]; };
        FUNCTION inner(n) { CO; return tag\`a\${n}b\${@}\`; }
        FUNCTION main(p) { CO; log(tag\`main\${@}\`); log(sites.size, @); return p; }`,
    },
  },
  {
    number: 19,
    title: 'pattern targets after the step of the iterator; assignments before all of the right side',
    fixtures: [
      'order/pattern-target-before-step',
      'order/assignment-pattern-after-right',
      'patterns/target-*',
      'patterns/assignment-*',
      'patterns/swap',
    ],
    bodies: {
      'targets before steps': `const o = {}; [f(o)[f('a')], f(o)[(f('b'), @)] = f('default')] = iter(1); log(o);`,
      'all of the right side first': `let a = 1, b = 2; [a, b] = [b, @, a]; log(a, b); ({ a, b = @ } = { a: [a, @] }); log(a, b); [a, b] = [a + @, (a = 'x', b)]; log(a, b);`,
      'objects: key, target, read, default': `const o = {}, s = spy('s', { x: 1 }); ({ [f('x')]: f(o)[f('t')] = f('no'), [(@, f('y'))]: f(o)[@] = @, ...f(o).rest } = s); log(o);`,
      'targets that throw close the source': `let u; try { [u[f('k')]] = iter(1); } catch (e) { log(e.name); } try { [u.x = @] = iter(); } catch (e) { log(e.name); }`,
      'rest, holes and nesting': `let a, b, c; const o = {}; [, a = @, [b, ...o[@]], ...{ length: c, 0: o.first = @ }] = iter(0, undefined, iter(1, 2, 3), 4, 5); log(a, b, c, o);`,
    },
  },
  {
    number: 20,
    title: 'a write to a constant throws before its right side, an unresolvable base after it',
    fixtures: ['order/const-*', 'order/unresolvable-*', 'order/typeof-undeclared'],
    bodies: {
      constants: `const c = 1; try { c = f(@); } catch (e) { log(e.name); } try { c += f(@); } catch (e) { log(e.name); } try { [c] = [f(@)]; } catch (e) { log(e.name); } try { ({ c = f(@) } = {}); } catch (e) { log(e.name); } try { c++, @; } catch (e) { log(e.name); } log(c);`,
      'dead zones': `try { x = f(@); } catch (e) { log(e.name); } try { x += f('never'); } catch (e) { log(e.name); } try { [x = @] = []; } catch (e) { log(e.name); } let x = @; log(x);`,
      undeclared: `try { undeclared.x = f(@); } catch (e) { log(e.name); } try { undeclared(f('never'), @); } catch (e) { log(e.name); } try { undeclared[f('never')] = @; } catch (e) { log(e.name); } try { log(undeclared + @); } catch (e) { log(e.name); } log(typeof undeclared, @);`,
      'writes to what is undeclared': `// only: sloppy
        made = @; made += @; log(made, delete globalThis.made); [made] = [@]; log(typeof made, delete globalThis.made, typeof made);`,
      'writes to what is undeclared, strict': `// only: strict shared
        try { missing = f(@); } catch (e) { log(e.name); } try { [missing] = [f(@)]; } catch (e) { log(e.name); } try { for (missing of [f(@)]); } catch (e) { log(e.name); } log(typeof missing);`,
      'for-of and for-in over constants': `const c = 0; try { for (c of iter(@, 2)) log('body'); } catch (e) { log(e.name); } try { for (c in { a: @ }) log('body'); } catch (e) { log(e.name); } for (const d of iter(1, 2)) try { d = f(@); } catch (e) { log(e.name, d); } log(c);`,
    },
  },
  {
    number: 21,
    title: 'precedence of yield, parentheses and ASI in what is printed',
    fixtures: [
      'order/precedence-of-yield',
      'order/parenthesised-yield-operands',
      'order/asi-after-yield',
      'async/await-operators-precedence',
    ],
    bodies: {
      'yield binds loosely': `let a = 1; log(yield a + 1, (yield a) + 1, yield a ? 2 : 3, (yield a, 4), a = yield a, [yield, yield], (yield) ? yield : yield); log(yield yield 1, -(yield 2), typeof (yield 3), yield a => a); yield
        log('next line'); yield /x/.test('x') / 2;`,
      'await binds tightly': `let a = 2; log((await a) ** 2, -await a, await a + 1, await a.x, (await { x: 1 }).x, await [a][0], typeof await a, !await null, await (a, 3), await a\n[0], void await 1);`,
      'functions and arrows': `const o = yield { m() { return 1; } }; log((yield function () { return 1; })?.name, yield (() => 1)(), yield class {}, (yield, 2), yield* [1, 2], yield* (yield) ? [] : [3]); log(yield async () => {}, (yield 1) || (yield 2) && (yield 3) | (yield 4));`,
      'in and regular expressions': `for (var i = ('x' in {}) ? 1 : (yield 'x' in { x: 1 }); i; i = 0) log(i); log((yield /=/g) / 2 / 1, yield - 1, yield + 1, yield ! 1, yield ~ 1);`,
      ASI: `let a = @\n;[a] = [@]\n;(@)\nlet b\n= @\nlog(a, b)\nif (b) a = 1\nelse a = 2\na\n++b\nlog(@)\nvar c = @, d\nreturn\n@`,
    },
  },
  {
    number: 22,
    title: 'discarded subexpressions lose their effects',
    fixtures: ['order/discarded-effects', 'order/sequence'],
    bodies: {
      'statements of values': `const o = { get x() { log('get'); return 1; } }; o.x; o.x + @; [o.x, @]; ({ a: o.x, b: @ }); (o.x, @, o.x); void o.x; !o.x; \`\${o.x}\${@}\`; o.x ? @ : o.x; o.x && @; -valued(1); valued(1) + valued(@);`,
      'reads that throw': `for (const i of [0, 1, 2, 3]) try { if (i === 0) undeclared, @; if (i === 1) { x, @; let x; } if (i === 2) null.x, @; if (i === 3) (@, undeclared); log('none'); } catch (e) { log(e.name); }`,
      'in loop heads and switches': `const o = { get x() { log('get'); return 0; } }; for (o.x, @; o.x, o.n === undefined; o.n = 1, o.x, @) log('body'); switch (o.x, @(1)) { case (o.x, @(1)): log('case'); }`,
      'iterators, proxies, conversions': `[] = iter(1); [,] = iter(1); ({} = spy('s', {})); [...iter(1), @]; ({ ...spy('t', { k: @ }) }); try { ({} = @(null)); } catch (e) { log(e.name); } delete spy('u', {}).x; 'x' in spy('v', {}); @ in spy('w', {});`,
    },
  },
  {
    number: 23,
    title: 'suspensions in patterns and arguments',
    fixtures: [
      'patterns/array-defaults-suspend',
      'patterns/object-defaults-suspend',
      'patterns/computed-keys-suspend',
      'patterns/source-suspends',
      'patterns/nested-deep',
    ],
    bodies: {
      'everywhere in a pattern': `const { [@('a')]: a = @, b: { c = @, ...r } = { c: @, d: @ }, ...rest } = @({ e: 1 }) ?? {}; log(a, c, r, rest); const [x = @, [y = @] = [@], ...[z = @]] = @([]) ?? []; log(x, y, z);`,
      'defaults of defaults': `let i = 0; const { a = ({ b = i } = {}) => b, c = [@, i++], d = c.length + i } = {}; log(a({ b: 1 }), c, d);`,
      'in heads, catch and for-await-free loops': `for (const { k = @, ...r } of [{ z: 1 }, { k: 2 }]) log(k, r); for (const [c = @] in { ab: 1, '': 2 }) log(c); try { throw { e: undefined }; } catch ({ e = @, [@('f')]: g = @ }) { log(e, g); } for (let [i = @, j = i] = []; i; i = null) log(i, j);`,
      'arguments of everything': `class K { constructor(...xs) { this.xs = xs; } static s(...xs) { return xs; } } log(f({ a: @ }, [@], ...[@, @]), new K(@, ...[@]).xs, K.s(...[@], @), ((x = 1, ...r) => [x, r])(@, @));`,
      'injected in the middle closes what is open': `let a, b; try { [a = @, [b = @] = iter(), { c: a.x = @ } = {}] = iter(undefined, iter(undefined, 2)); } catch (e) { log(e); } finally { log('finally', a, b); }`,
    },
  },
];
