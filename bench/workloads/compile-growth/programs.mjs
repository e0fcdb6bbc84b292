/**
 * Programs that grow by a number: what the time to compile is measured on. The first two are the ones that are held to
 * a limit by name (`named`), the others look where a pass over all pairs of something would hide.
 */
const times = (n, line) => Array.from({ length: n }, (_, i) => `  ${line(i)}`).join('\n');
const body = (text) =>
  `import { coroutine } from 'stackless';\nexport default coroutine(function* (a, f, o) {\n${text}\n});\n`;

export const growing = {
  'suspension points': {
    size: 1_000,
    named: true,
    text: (n) => body(times(n, (i) => `a = yield a + ${i};`)),
  },
  statements: {
    size: 10_000,
    named: true,
    text: (n) => body(`  yield a;\n${times(n, (i) => `a = f(a, ${i});`)}\n  yield a;`),
  },
  'suspended operands': {
    size: 1_000,
    text: (n) => body(times(n, (i) => `o.p${i} = f(a, o[a], yield ${i}, a + o.q);`)),
  },
  'branches and loops': {
    size: 500,
    text: (n) =>
      body(times(n, (i) => `for (let i = 0; i < ${i}; i++) { if (f(i)) continue; a += yield i; }`)),
  },
  'try statements': {
    size: 500,
    text: (n) => body(times(n, (i) => `try { a = yield ${i}; } catch (e) { f(e); } finally { f(a); }`)),
  },
  'variables live across all': {
    size: 1_000,
    text: (n) => body(`${times(n, (i) => `const v${i} = yield ${i};`)}\n${times(n, (i) => `f(v${i});`)}`),
  },
  'closures in loops': {
    size: 500,
    text: (n) => body(times(n, (i) => `for (const x of o) { f(() => x + ${i}); yield x; }`)),
  },
};
