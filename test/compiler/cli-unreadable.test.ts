/** Folders and files that may not be read. Root may read everything, so the file system's refusal is played. */

import type * as FileSystem from 'node:fs';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { main } from '../../compiler/cli/main.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const refusing =
    <A extends [unknown, ...unknown[]], R>(operation: (...args: A) => R) =>
    (...args: A): R => {
      if (!String(args[0]).includes('closed')) return operation(...args);
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    };
  return { ...fs, readdirSync: refusing(fs.readdirSync), readFileSync: refusing(fs.readFileSync) };
});

async function run(argument: string): Promise<[number, string]> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'stackless-cli-')));
  mkdirSync(join(cwd, 'src/closed'), { recursive: true });
  writeFileSync(join(cwd, 'src/closed/a.js'), '1;');
  writeFileSync(join(cwd, 'closed.js'), '1;');
  let err = '';
  const stderr = { write: (text: string) => (err += text) };
  try {
    const stdin = (async function* () {})();
    const code = await main([argument, '-d', 'out'], {
      cwd,
      env: {},
      stdin,
      stdout: { write: () => {} },
      stderr,
    });
    return [code, err];
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

it('a folder', async () => {
  expect(await run('src')).toEqual([2, 'error: the folder `src/closed` cannot be read: permission denied\n']);
});

it('a file', async () => {
  expect(await run('closed.js')).toEqual([2, 'error: `closed.js` cannot be read: permission denied\n']);
});
