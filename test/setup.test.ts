/** What `npm start` and `npm test` do before anything runs: the lock they take, the count they end with, the skips they refuse. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'stackless-setup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of the set-up', () => {
  const lockModule = pathToFileURL(join(root, 'scripts', 'setup', 'lock.mjs')).href;

  /** A process that notes when it enters and leaves, and stays in between for a while. */
  function holder(name: string, lock: string, log: string, milliseconds: number): ChildProcess {
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout } from 'node:timers/promises';
      import { withLock } from ${JSON.stringify(lockModule)};
      const note = (what) => appendFileSync(${JSON.stringify(log)}, what + ' ${name}\\n');
      await withLock(${JSON.stringify(lock)}, async () => {
        note('enter');
        await setTimeout(${milliseconds});
        note('leave');
      });`;
    return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
  }

  const ended = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => child.once('close', resolve));

  function expectNoOverlap(log: string, holders: number): void {
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2 * holders);
    for (let i = 0; i < lines.length; i += 2) expect(lines[i + 1]).toBe(lines[i]?.replace('enter', 'leave'));
  }

  it('lets one in at a time, and leaves nothing behind', async () => {
    const [lock, log] = [join(folder, 'one', 'lock'), join(folder, 'one.log')];
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => ended(holder(name, lock, log, 30))));
    expectNoOverlap(log, 4);
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over at once from a holder that is gone', async () => {
    const [lock, log] = [join(folder, 'stale.lock'), join(folder, 'stale.log')];
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    writeFileSync(lock, `${pid} ${hostname()} 0 0`);
    await Promise.all(['a', 'b', 'c'].map((name) => ended(holder(name, lock, log, 30))));
    expectNoOverlap(log, 3);
  });

  it('is let go of by a holder that is interrupted', async () => {
    const [lock, log] = [join(folder, 'interrupted.lock'), join(folder, 'interrupted.log')];
    const first = holder('a', lock, log, 60_000);
    await expect.poll(() => existsSync(log), { timeout: 10_000 }).toBe(true);
    first.kill('SIGTERM');
    await ended(first);
    expect(existsSync(lock)).toBe(false);
  });
});

describe('the last line', () => {
  it('counts passed and failed tests, files that do not load and errors nobody caught', () => {
    const project = join(folder, 'totals');
    mkdirSync(project);
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
    const files = {
      'vitest.config.mjs': `export default { test: { reporters: [${JSON.stringify(join(root, 'test', 'reporter.ts'))}] } };`,
      'a.test.ts': `import { expect, it } from 'vitest';
        it('passes', () => {});
        it('passes too', () => {});
        it('fails', () => expect(1).toBe(2));`,
      'b.test.ts': `throw new Error('does not load');`,
      'c.test.ts': `import { it } from 'vitest';
        it('passes, but leaves an error behind', () => { setTimeout(() => { throw new Error('late'); }); return new Promise((r) => setTimeout(r, 50)); });`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const { stdout, status } = spawnSync(process.execPath, [vitest, 'run'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(stdout.trim().split('\n').at(-1)).toBe('3 passed, 3 failed');
    expect(status).toBe(1);
  });
});

describe('lint', () => {
  // A project of its own with our configuration, for lint reports what a plugin finds in files only.
  const project = join(folder, 'lint');
  mkdirSync(join(project, 'test'), { recursive: true });
  for (const path of ['biome.json', '.gitignore', 'scripts/lint']) {
    cpSync(join(root, path), join(project, path), { recursive: true });
  }

  function lint(text: string): string {
    writeFileSync(join(project, 'test', 'some.test.ts'), text);
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint'], {
      cwd: project,
      encoding: 'utf8',
    });
    return stdout + stderr;
  }

  it.each([
    `it.skip('x', () => {});`,
    `it.skipIf(true)('x', () => {});`,
    `describe.runIf(true)('x', () => {});`,
    `it.todo('x');`,
    `it('x', (context) => context.skip());`,
    `it('x', { timeout: 1, skip: true }, () => {});`,
    `describe.only('x', () => {});`,
  ])('refuses %s', (text) => {
    expect(lint(`import { describe, it } from 'vitest';\n\n${text}\n`)).toContain('test/skips.ts');
  });

  it('accepts a test that runs', () => {
    const text = `import { it } from 'vitest';\n\nit('x', { timeout: 1 }, () => {});\n`;
    expect(lint(text)).toMatch(/Checked \d+ files.* No fixes applied/);
  });
});
