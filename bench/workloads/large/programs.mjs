/**
 * Deep and wide programs. Babel parses and prints them, so they are to compile; each also runs, and must yield and
 * return what its native twin does.
 */
const join = (n, item, separator = '') => Array.from({ length: n }, (_, i) => item(i)).join(separator);
const nested = (n, open, inner, close) => `${join(n, open)}${inner}${join(n, (i) => close(n - 1 - i))}`;
const body = (text) =>
  `import { coroutine } from 'stackless';\nexport default coroutine(function* (a) {\n${text}\n});\n`;

export const large = {
  // Babel's parser takes some 400 parentheses in one another; what needs none goes deeper.
  '800 operands, nested to the left': body(
    `return ${join(800, (i) => (i % 100 === 50 ? '(yield a)' : 'a'), ' - ')};`,
  ),
  '800 operands, nested to the right': body(`return ${'a ** '.repeat(799)}(yield 1);`),
  '800 logical operands': body(`return ${'a && '.repeat(799)}(yield a);`),
  '800 conditionals, nested to the right': body(`return ${join(799, (i) => `a < -${i} ? a : `)}yield a;`),
  '800 calls in a chain': body(
    `const f = (x) => (a += x, f);\nf(yield a)${join(799, (i) => `(${i})`)};\nreturn a;`,
  ),
  '800 members in a chain': body(
    `const o = { get o() { return o; }, v: a };\nreturn (yield o.v, o)${'.o'.repeat(799)}.v;`,
  ),
  '800 optional members in a chain': body(
    `const o = { get o() { return o; }, v: a };\nreturn (yield o, o)?.o${'?.o'.repeat(799)}.v === a;`,
  ),
  '800 assignments in a chain': body(`const o = {};\n${join(799, (i) => `o.p${i} = `)}yield a;\nreturn o;`),
  '800 yields in a chain': body(`return ${'yield '.repeat(800)}a;`),
  '800 unary operators': body(`return ${'- '.repeat(799)}(yield a);`),
  '250 parentheses': body(
    `return ${nested(
      250,
      () => 'a - (',
      'yield 1',
      () => ')',
    )};`,
  ),
  '250 calls nested': body(
    `const f = (x, y) => x + y;\nreturn ${nested(
      250,
      (i) => `f(${i}, `,
      'yield 1',
      () => ')',
    )};`,
  ),
  '250 arrays nested': body(
    `return ${nested(
      250,
      () => '[a, ',
      'yield a',
      () => ']',
    )}.flat(Infinity).length;`,
  ),
  '250 objects nested': body(
    `return JSON.stringify(${nested(
      250,
      () => '{ a, b: ',
      'yield a',
      () => '}',
    )}).length;`,
  ),
  'array of 10,000, each tenth suspends': body(
    `return [${join(10_000, (i) => (i % 10 === 0 ? `yield ${i}` : `a + ${i}`), ', ')}].length;`,
  ),
  'sequence of 10,000, each tenth suspends': body(
    `let n = 0;\nreturn (${join(10_000, (i) => (i % 10 === 0 ? `n += yield ${i}` : 'n++'), ', ')}, n);`,
  ),
  'call with 10,000 arguments, each tenth suspends': body(
    `return ((...all) => all.length)(${join(10_000, (i) => (i % 10 === 0 ? `yield ${i}` : `a`), ', ')});`,
  ),
  'object of 2,000 members, each tenth suspends': body(
    `return Object.keys({ ${join(2_000, (i) => `k${i}: ${i % 10 === 0 ? `yield ${i}` : 'a'}`, ', ')} }).length;`,
  ),
  'template of 2,000 parts, each tenth suspends': body(
    `return \`${join(2_000, (i) => `\${${i % 10 === 0 ? `yield ${i}` : 'a'}}`, '-')}\`.length;`,
  ),
  'switch of 1,000 cases that suspend': body(
    `let n = 0;\nfor (let i = 0; i < 5; i++) switch (i * 250) {\n${join(1_000, (i) => `case ${i}: n += yield ${i}; break;\n`)}}\nreturn n;`,
  ),
  '200 blocks nested': body(
    nested(
      200,
      (i) => `{ let v${i} = a;\n`,
      'a += yield a;\n',
      (i) => `a += v${i}; }\n`,
    ) + 'return a;',
  ),
  '200 ifs nested': body(
    nested(
      200,
      () => `if (a) {\n`,
      'a = yield a;\n',
      () => `} else yield 0;\n`,
    ) + 'return a;',
  ),
  '200 loops nested': body(
    nested(
      200,
      (i) => `for (let v${i} = 0; v${i} < 1; v${i}++) {\n`,
      'a = yield a;\n',
      () => `}\n`,
    ) + 'return a;',
  ),
  '200 labels nested': body(
    nested(
      200,
      (i) => `l${i}: {\n`,
      'a = yield a; break l7;\n',
      () => `a++; }\n`,
    ) + 'return a;',
  ),
  '200 try statements nested': body(
    nested(
      200,
      () => `try {\n`,
      'a = yield a; throw a;\n',
      () => `} finally { a++; }\n`,
    ).replace(/^/, 'try {\n') + '} catch (e) { return a - e; }',
  ),
  '200 catch clauses nested': body(
    nested(
      200,
      () => `try { throw a++; } catch (e) {\n`,
      'a = yield a;\n',
      () => `}\n`,
    ) + 'return a;',
  ),
  '200 arrow functions nested': body(`yield a;\nreturn typeof (${join(200, () => '() => ')}a);`),
};
