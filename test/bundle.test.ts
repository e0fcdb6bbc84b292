/** What an application carries of the runtime: what it uses of it. Bundled from the package as it is shipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { transform } from 'stackless/compiler';
import { beforeAll, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside of the project, so that `stackless` is this package, by its own exports.
const folder = join(root, 'build', 'bundle');

beforeAll(() => {
  const build = join(root, 'scripts', 'build.mjs');
  const { status, stderr } = spawnSync(process.execPath, [build, '--if-changed'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build:\n${stderr}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}, 240_000);

/** The bundle of a program for a browser: its text, minified, and the modules of the runtime that are in it. */
async function bundle(name: string, source: string): Promise<{ code: string; modules: string[] }> {
  const input = join(folder, `${name}.js`);
  writeFileSync(input, transform(source, { filename: `${name}.ts` }).code);
  // Not by the paths of tsconfig.json, which lead to the sources.
  const made = await rolldown({ input, platform: 'browser', tsconfig: false });
  try {
    const { output } = await made.generate({ format: 'iife', minify: true });
    const [chunk, ...more] = output;
    expect(more).toEqual([]);
    const runtime = join(root, 'dist', 'runtime');
    const modules = Object.entries(chunk.modules)
      .filter(([id, { renderedLength }]) => id.startsWith(runtime + sep) && renderedLength > 0)
      .map(([id]) =>
        relative(runtime, id)
          .replaceAll(sep, '/')
          .replace(/\.mjs$/, ''),
      );
    return { code: chunk.code, modules };
  } finally {
    await made.close();
  }
}

/** What a bundle logs, in a realm that has ECMAScript and a console, and nothing else. */
function run(code: string): unknown[] {
  const log: unknown[] = [];
  new Script(code).runInNewContext({ console: { log: (...values: unknown[]) => log.push(...values) } });
  return log;
}

it('generator coroutines with resume, delegation and transfer bring no scheduler and no task', async () => {
  const { code, modules } = await bundle(
    'generators',
    `import { coroutine, transfer } from 'stackless';
     const range = coroutine(function* (n: number) { for (let i = 0; i < n; i++) yield i; });
     const sum = coroutine(function* (): Generator<number, void, unknown> {
       try { yield* range(2); } finally { console.log('closed'); }
     });
     const ping = coroutine(function* (): Generator<never, unknown, unknown> { return yield* transfer(pong, 20); });
     const pong = coroutine(function* (): Generator<never, unknown, unknown> {
       for (;;) yield* transfer(head, 22);
     })();
     const head = ping();
     const numbers = sum();
     console.log(numbers.resume(), numbers.resume());
     numbers.close();
     console.log(head.resume());`,
  );
  expect(run(code)).toEqual([0, 1, 'closed', 22]);

  const unwanted =
    /^(scheduler|ready-queue|host|clock|timers|task|scope|cancel|run|sleep|checkpoint|suspend|async-)/;
  expect(modules.filter((name) => unwanted.test(name))).toEqual([]);
  expect(modules).toContain('coroutine');
  expect(
    /setTimeout|setImmediate|MessageChannel|queueMicrotask|new Promise|Promise\.resolve/.exec(code)?.[0],
  ).toBeUndefined();

  const size = gzipSync(code).length;
  console.info(`generator coroutines: ${code.length} bytes minified, ${size} after gzip, program included`);
  expect(size).toBeLessThanOrEqual(6_000);
});

it('a program that runs tasks has what it needs of the rest', async () => {
  const { modules } = await bundle('tasks', `import { run } from 'stackless'; run(async () => {});`);
  expect(modules).toContain('scheduler');
});
