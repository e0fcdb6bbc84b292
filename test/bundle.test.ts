/** What an application carries of the runtime: what it uses of it. Bundled from the package as it is shipped. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { transform } from 'stackless/compiler';
import { beforeAll, expect, it } from 'vitest';
import { type Bundle, bundle } from '../bench/sizes/bundle.mjs';
import { programs } from '../bench/sizes/programs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

beforeAll(() => {
  const build = join(root, 'scripts', 'build.mjs');
  const { status, stderr } = spawnSync(process.execPath, [build, '--if-changed'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build:\n${stderr}`);
}, 240_000);

async function bundled(name: keyof typeof programs): Promise<Bundle> {
  const made = await bundle(name, transform(programs[name].source, { filename: `${name}.mjs` }).code);
  const { bytes, gzipped } = made;
  console.info(`${name}: ${bytes} bytes minified, ${gzipped} after gzip, program included`);
  return made;
}

/** What a bundle logs, in a realm that has ECMAScript and a console, and nothing else. */
function run(code: string): unknown[] {
  const log: unknown[] = [];
  new Script(code).runInNewContext({ console: { log: (...values: unknown[]) => log.push(...values) } });
  return log;
}

const unwanted =
  /^(scheduler|ready-queue|host|clock|timers|task|scope|cancel|run|sleep|checkpoint|suspend|async-|await|promise)/;

it('resume and transfer bring no scheduler and no task', async () => {
  const { code, modules, gzipped } = await bundled('core');
  expect(run(code)).toEqual([22]);
  expect(modules.filter(({ name }) => unwanted.test(name))).toEqual([]);
  expect(gzipped).toBeLessThanOrEqual(programs.core.limit);
});

it('nor do delegation and close()', async () => {
  const { code, modules, gzipped } = await bundled('chains');
  expect(run(code)).toEqual([0, 1, 'closed', 22]);
  expect(modules.filter(({ name }) => unwanted.test(name))).toEqual([]);
  expect(modules.map(({ name }) => name)).toContain('coroutine');
  expect(
    /setTimeout|setImmediate|MessageChannel|queueMicrotask|new Promise|Promise\.resolve/.exec(code)?.[0],
  ).toBeUndefined();
  expect(gzipped).toBeLessThanOrEqual(3_550);
});

it('a program that runs tasks has what it needs of the rest', async () => {
  const { modules } = await bundled('tasks');
  expect(modules.map(({ name }) => name)).toContain('scheduler');
});
