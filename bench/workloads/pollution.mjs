// What a program full of other coroutines does to the engine's feedback: 48 bodies of a dozen shapes, each of them
// resumed by every means, thrown into and closed. The text is made here, compiled like any workload, and run by
// `pollute()` before a measurement. Nothing that is measured later is named in it.

const shapes = [
  (k) => `function* (n) { for (let i = ${k}; i < n; i++) yield i * ${k}; }`,
  (k) =>
    `function* (n) { let i = 0; while (i < n) { const got = yield i; i += got === ${k} ? 2 : 1; } return ${k}; }`,
  (k) =>
    `function* (n) { let text = '${'x'.repeat(k)}'; for (let i = 0; i < n; i++) { yield text; text = 't' + i; } }`,
  (k) =>
    `function* (n) { const seen = [${k}]; do { yield seen; seen[0]++; } while (seen[0] < n); return seen; }`,
  (k) =>
    `function* (n) { let i = ${k}; try { for (; i < n; i++) yield i + 0.5; } catch (e) { yield e; } return i; }`,
  (k) => `function* (n) { let i = ${k}; for (; i < n; i++) { try { yield i; } finally { i += 0; } } }`,
  (k) =>
    `function* (n) { for (const o of [{ k: ${k} }, { n }, n]) { yield o; yield n; } yield* [1, 2, ${k}]; }`,
  (k) => `function* (n) { yield* inner${k % 2}(n); yield ${k}; return yield* inner${(k + 1) % 2}(n >> 1); }`,
  (k) =>
    `function* (n, a = ${k}, ...more) { let b = a, c = b; for (; a < n; a++) { b += yield c; c = b | 0; more; } }`,
  (k) => `function* (n) { for (const key in { a: 1, b: ${k}, c: 3 }) { yield key; if (key === n) break; } }`,
  (k) =>
    `function* (n) { outer: for (let i = 0; i < n; i++) for (let j = ${k}; ; j++) { yield () => i + j; continue outer; } }`,
  (k) =>
    `function* (n) { let i = 0; for (;;) switch (i++ % 3) { case 0: yield ${k}; break; case 1: yield null; default: if (i > n) return; } }`,
];

/** Frames of the other kinds pass through the same driver. Each calls the one before it. */
const asyncShapes = [
  (k, before) =>
    `async (n) => { let sum = ${k}; for (let i = 0; i < n; i++) sum += await ${before}; return sum; }`,
  (k, before) =>
    `async (n) => { try { await ${before}; throw n; } catch (e) { return e; } finally { await ${k}; } }`,
  (k, before) => `async (n) => [await ${before}, await Promise.resolve(${k}), n].length`,
  (k, before) =>
    `async (n) => { let c = await ${before}; for await (const x of feed(${k})) c += x; return c && n; }`,
];

export const bodies = 48;
export const asyncBodies = 8;

export function pollutionSource() {
  const lines = [
    `import { coroutine, run } from 'stackless';`,
    `const inner0 = coroutine(function* (n) { while (n-- > 0) yield n; });`,
    `const inner1 = coroutine(function* (n) { try { while (n-- > 0) yield -n; } finally { n = 0; } });`,
  ];
  const names = Array.from({ length: bodies }, (_, k) => `body${k}`);
  for (const [k, name] of names.entries()) {
    lines.push(`const ${name} = coroutine(${shapes[k % shapes.length](k)});`);
  }
  lines.push(`export const pollution = [${names.join(', ')}];`);
  lines.push(`const feed = coroutine(async function* (n) { while (n-- > 0) yield n; });`);
  for (let k = 0; k < asyncBodies; k++) {
    const before = k === 0 ? 'n' : `job${k - 1}(n >> 1)`;
    lines.push(`const job${k} = coroutine(${asyncShapes[k % asyncShapes.length](k, before)});`);
  }
  lines.push(`export const pollutionOfTasks = async () => { await run(job${asyncBodies - 1}(64)); };`);
  return `${lines.join('\n')}\n`;
}
