/** Traps of size, of hostile surroundings, and of what the printer meets. */
import type { Trap } from './trap.ts';

const many = (count: number, line: (i: number) => string, separator = ' '): string =>
  Array.from({ length: count }, (_, i) => line(i)).join(separator);

/** `body` within `depth` layers of `open` and `close`. */
const within = (
  depth: number,
  open: (i: number) => string,
  body: string,
  close: (i: number) => string,
): string => many(depth, open) + body + many(depth, (i) => close(depth - 1 - i));

export const HOSTILITY: readonly Trap[] = [
  {
    number: 86,
    title: 'size: suspensions, blocks, variables, terms, nested try, cases, parameters',
    fixtures: ['scale/*'],
    bodies: {
      '1,000 suspensions': `// only: strict
        let sum = 0; ${many(1_000, (i) => `sum += ${i} + @;`)} return sum;`,
      '400 blocks': `let n = 0; ${many(400, (i) => `{ let x = ${i}; ${i % 40 ? 'n += x;' : 'n += @ - x;'} }`)} return n;`,
      '300 variables live at once': `// only: generator async
        ${many(300, (i) => `let v${i} = ${i % 30 ? i : '@'};`)} @; return ${many(300, (i) => `v${i}`, ' + ')};`,
      '300 terms': `let a = 1; return ${many(300, (i) => (i % 60 === 59 ? '@' : i % 2 ? 'a' : 'p'), ' + ')};`,
      '60 nested try': `// only: generator async
        ${within(
          60,
          () => `try {`,
          `log(@); throw 'deep';`,
          (i) => `} finally { if (${i} % 15 === 0) log(${i}, @); }`,
        )}`,
      '200 cases, tests that suspend among them': `switch (@(180)) { ${many(200, (i) => `case ${i === 170 ? '(@, 170)' : i}: ${i > 178 && i % 5 === 0 ? `log(${i}, @);` : ''} ${i === 190 ? 'break;' : ''}`)} }`,
    },
    programs: {
      '200 parameters': `FUNCTION g(${many(200, (i) => (i % 50 ? `p${i}` : `p${i} = ${i}`), ', ')}) { CO; const before = p0 + p150; log(@); return [before, p0, p199, arguments.length, g.length]; }
        FUNCTION main() { CO; log(RUN(g(${many(200, (i) => (i === 150 ? 'undefined' : String(i)), ', ')}))); }`,
      'nesting of loops, functions and classes': `FUNCTION main() { CO; let n = 0; ${within(
        25,
        (i) => `for (let i${i} = 0; i${i} < 1; i${i}++) {`,
        'n += @;',
        () => '}',
      )} const g = ${within(
        30,
        () => '() => ',
        'n',
        () => '',
      )}; return [n, g${many(30, () => '()', '')}, ${within(
        20,
        () => '[',
        '@',
        () => ']',
      )}]; }`,
    },
  },
  {
    number: 87,
    title: 'variables declared in nested statements are lost across a suspension',
    fixtures: [
      'control/variables-in-nested-declarations',
      'control/var-in-loop',
      'scopes/many-live-bindings',
      'patterns/var-and-let-redeclared',
    ],
    bodies: {
      'var anywhere': `if (p) { var a = @; } else var a2 = 1; for (var b = @, c; !c; c = 1) { var d = @; } for (var e in { k: 1 }) var g = e; for (var [h, { i } = { i: @ }] of [[1]]); try { var j = @; throw j; } catch (x) { var k = x; } finally { var l = 'l'; } l2: { var m = @; break l2; } switch (@) { default: var n = 'n'; } log(a, a2, b, c, d, e, g, h, i, j, k, l, m, n);`,
      'declared twice, without a value': `var a = 1; @; var a; log(a); { var a = @; } log(a); for (var a; a < 0; ) ; log(a); for (var i = 0; i < 2; i++) { var u; log(u, @); u = i; } var { a, z = a } = { a: @ }; log(a, z);`,
      'let and const over many suspensions': `const k = @; let l = [k, @]; { const inner = l; @; { let deeper = [inner, @]; @; log(deeper, inner, l); l = deeper; } log(inner); } log(l, k); const { x, ...rest } = { x: @, y: @, z: 1 }; @; log(x, rest);`,
      'used by closures only, or after many states': `let a = 1, b = 2; const get = () => a, set = (v) => { b = v; }; for (let i = 0; i < 3; i++) { if (i === 1) a = @; else set(@); } log(get(), b); { let only = 'closure'; var later = () => only; } @; @; log(later());`,
    },
  },
  {
    number: 88,
    title: 'accessors on Object.prototype, patched builtins, proxies: nothing extra is touched',
    fixtures: ['hostility/*'],
    programs: {
      'accessors on Object.prototype': `const touched = []; for (const k of ['value', 'done', 'next', 'return', 'throw', 'then', 'length_', 'state_', 'type']) Object.defineProperty(Object.prototype, k, { __proto__: null, configurable: true, get() { touched.push('get ' + k); return undefined; }, set(v) { touched.push('set ' + k); Object.defineProperty(this, k, { __proto__: null, value: v, writable: true, enumerable: true, configurable: true }); } });
        FUNCTION inner(x) { CO; try { return [x, @]; } finally { touched.push('inner'); } }
        FUNCTION main(p) { CO; const o = { a: 1, ...{ b: 2 } }, [y, ...z] = [1, 2, @]; const { a, ...r } = o; for (const v of [1]) @; for (const k in { k: 1 }) if (k === 'k') touched.push(k); RUN(inner(p)); touched.push(\`\${y}\${@}\`); const t = touched.slice(); log(JSON.stringify(t.filter((x, i) => t.indexOf(x) === i && !/then|get get|get set/.test(x)))); return [y, z, a, Object.keys(r)]; }`,
      'proxies of everything': `// only: strict generator async-generator
        const o = spy('o', { a: 1, m(x) { return x; }, get g() { return 2; }, b: { c: 3 } }), list = spy('list', [1, 2]), fn = spy('fn', function (...xs) { return xs.length; });
        FUNCTION main() { CO; log(o.a + @, o.m(@), o.g); o.a = @; o.a += @(1); o.b.c ??= @; delete o.a; log('a' in o, @); const { b, ...r } = o; const [x, y = @] = list; fn(@); new fn(@); fn.call(o, @); for (const v of list) log(v, @); log({ ...o, z: @ }.g, [...list, @]); log(fn\`\${@}\`, o?.m?.(@), x, y); }`,
      'builtins replaced once loaded': `// only: strict generator async-generator
        const push = [].push, seen = []; const patch = (o, k) => { const d = Object.getOwnPropertyDescriptor(o, k), old = d.value; if (typeof old !== 'function') return () => {}; Object.defineProperty(o, k, { ...d, value: function (...xs) { Reflect.apply(push, seen, [String(k)]); return new.target ? Reflect.construct(old, xs) : Reflect.apply(old, this, xs); } }); return () => Object.defineProperty(o, k, d); };
        FUNCTION inner(x) { CO; const [a, ...b] = [1, x, @]; return { ...{ a }, b: b.length }; }
        FUNCTION main() { CO; const apply = Reflect.apply, undo = [[Array.prototype, ['slice', 'concat', 'push', 'values', 'indexOf', 'pop', 'forEach', 'map', 'unshift', 'splice']], [Function.prototype, ['call', 'apply', 'bind']], [Object, ['keys', 'assign', 'create', 'defineProperty', 'getPrototypeOf', 'setPrototypeOf', 'entries', 'freeze', 'is']], [Reflect, ['get', 'has', 'ownKeys', 'getPrototypeOf', 'defineProperty']], [Map.prototype, ['get', 'set', 'has', 'delete']], [WeakMap.prototype, ['get', 'set', 'has']], [Set.prototype, ['add', 'has']], [String, ['raw']], [Number, ['isNaN']], [Math, ['max', 'min', 'floor']], [Symbol, ['for']]].flatMap(([o, ks]) => ks.map((k) => patch(o, k)));
          seen.length = 0; const r = RUN(inner(2)); const x = [...'ab', @]; for (const k in r) if (k === 'b') seen[seen.length] = k; for (const v of x) if (v === 'a') seen[seen.length] = v; const o = { ...r, ...x }; try { null.x; } catch (e) { seen[seen.length] = 'caught'; } const t = \`\${x[0]}\${@}\`; class C { #p = 1; m(...xs) { return this.#p + xs.length; } } const m = new C().m(...x, @); const s = seen.length, copy = []; for (let i = 0; i < s; i++) copy[i] = seen[i]; for (let i = 0; i < undo.length; i++) undo[i](); log(copy, r, o, t, m); }`,
      'patched iterators of arrays': `// only: generator
        const it = Array.prototype[Symbol.iterator], ArrayIterator = Object.getPrototypeOf([][Symbol.iterator]()), next = ArrayIterator.next;
        FUNCTION main() { CO; let n = 0, m = 0; Array.prototype[Symbol.iterator] = function () { n++; return it.call(this); }; ArrayIterator.next = function () { m++; return next.call(this); }; try { const [a, b = @] = [1]; const c = [...[1, 2], @]; const k = Math.max(...[3, 4], @); for (const x of [5]) @; ((...xs) => xs)(...[6]); ArrayIterator.return = function () { n += 100; return {}; }; const [d] = [7, 8]; for (const y of [9, 10]) { @; break; } const counts = [n, m]; Array.prototype[Symbol.iterator] = it; ArrayIterator.next = next; delete ArrayIterator.return; log(counts, a, b, c, k, d); } finally { Array.prototype[Symbol.iterator] = it; ArrayIterator.next = next; delete ArrayIterator.return; } }`,
      'frozen, null-prototype and getter-only surroundings': `FUNCTION main() { CO; const o = Object.freeze(Object.assign(Object.create(null), { a: 1, then: undefined })); log(o.a + @, { ...o, b: @ }.b); const { a, ...r } = o; for (const k in o) log(k, @); const g = Object.freeze(function () { return [...arguments]; }); log(g(...[@]), Object.getPrototypeOf(r) === Object.prototype); const p = Object.preventExtensions([1]); try { p[1] = @; log(p); } catch (e) { log(e.name); } }`,
    },
    scripts: {
      'generator objects that are changed': `function* g() { yield 1; yield 2; } const it = g(); it.next = () => ({ done: true, value: 'own' }); log([...it]); const k = g(); Object.defineProperty(k, Symbol.iterator, { value: () => [9][Symbol.iterator]() }); log([...k]); function* outer() { yield* it; return yield* k; } log([...outer()]); Object.freeze(g()).next(); const f = Object.freeze(g()); log(f.next().value, f.return(5).value, Object.keys(f));`,
      'patched Promise.prototype.then, finally, constructor': `const { then } = Promise.prototype; let n = 0; Promise.prototype.then = function (...xs) { n++; return Reflect.apply(then, this, xs); }; async function a() { await 1; await Promise.resolve(2); try { await Promise.reject(3); } catch { } for await (const x of [4, Promise.resolve(5)]) ; return 6; } async function* g() { yield 1; yield Promise.resolve(2); yield* [3]; return 4; } const it = g(); a(); for (let i = 0; i < 5; i++) it.next(); setTimeout_(); function setTimeout_() { Promise.resolve().then(() => { Promise.prototype.then = then; }); } log(n);`,
    },
  },
  {
    number: 89,
    title: 'comments, ASI, odd literals and escapes through the printer',
    fixtures: [
      'control/directives-and-comments',
      'order/numbers-and-strings',
      'order/regexp-literals',
      'sloppy/legacy-literals',
      'order/asi-after-yield',
    ],
    bodies: {
      'comments everywhere': `/* a */ let /* b */ a /* c */ = /* d */ @ /* e */; // f
        a /* g */ += // h
        /* i */ @ // j
        ; if /* k */ (/* l */ a /* m */) /* n */ { /* only a comment */ } /* o */ else // p
        { } for (/* q */; /* r */ a; /* s */ a = 0 /* t */) /* u */ log(/* v */ @, /* w */); /* x */ switch (/* y */ @) { /* z */ } return /* 1 */ (// 2
        /* 3 */ [a, @] /* 4 */ ) /* 5 */; // 6`,
      literals: `log(0x1F, 0o17, 0b11, 1e21, 1E-7, .5, 5., 1_000, 0.1 + @, 10n ** 20n, -0, 1..toFixed(2), 0xFFn, 'it\\'s', "\\x41\\u{1F600}\\0", '\\
continued', "\\u2028\\u2029", '\u2028', '</script>', '\\v\\b', /[/\\]]+/giu.source, /(?<y>\\d)\\k<y>/.test('11'), /\\//.flags, @);`,
      'templates and regular expressions between suspensions': `const r = /a/g; log(r.test('aa'), @, r.lastIndex, /a/g === /a/g, \`\\\`\${@}\\\${\`, \`
\`.length, \`\${/}/.source}\${@}\`); for (const i of [1, 2]) { const q = /x/y; log(q.lastIndex, @); q.lastIndex = i; }`,
      'no semicolons': `let a = @
        const b = a
        ;[a, @].forEach((x) => log(x))
        ;(@)
        ;\`\${@}\`
        if (a) log(b)
        else log('no')
        do log(@)
        while (false) log('same line')
        var c
        ++a
        ;/x/.test('x') ? log(@) : 0
        for (;;) { if (@) break
        else continue }
        return`,
      'directive-like strings, html comments, empty names': `'not a directive'; "use nothing"; ('use strict'); log(@); ({ '': 1, '\\u0000': 2, 0.5: 3, 1n: 4 }); const o = { '': @, 'a-b': @, [\`t\`]: @, 1e3: 1 }; log(o, Object.keys(o)); a: { b: { break a; } }; return (@, void 0, o[''])`,
      'parenthesised and odd operators': `let a = 2, o = { x: 1 }; log((a, @), (-a) ** 2, (@, a) ** 2, a+ +a, a- -a, - -a, +-+a, !(!a), typeof typeof a, (a ?? 1) || 2, a && (@ ?? 3), a-- - --a, (o).x, (o)?.x, (await_ => await_)(1), (() => ({}))(), ((a) ? (@) : ((a))), new (class { x = 1 })().x, new Date(0).getTime(), (function () { return 1; })(), !function () {}(), delete o.x, void @, a in { 0: 1 }, (a = 5, a) > 4 === true);`,
    },
  },
];
