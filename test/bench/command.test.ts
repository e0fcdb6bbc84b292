/** `npm run bench`: what it refuses, before it measures anything. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bench.mjs', import.meta.url));

function bench(...args: string[]) {
  const env = { ...process.env, CHROMIUM_PATH: 'no-such-browser' };
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env });
  return { status, said: stderr };
}

it.each([
  [['--only', 'nonsense'], `there is no workload 'nonsense'`],
  [['--nonsense'], `'--nonsense'`],
  [['--processes', '0'], '--processes wants a whole number from 1'],
  [['--node', '12'], '--node wants 20 or newer'],
  [['--page', '--list'], '--page and --list are two things'],
])('%j is wrong use', (args, said) => {
  expect(bench(...args)).toEqual({ status: 2, said: expect.stringContaining(said) });
});

it('a Chromium that is not there is told, and what installs one', () => {
  const said =
    'bench: no-such-browser, which CHROMIUM_PATH names, does not run; node bench/peers/debian.mjs --browser installs Debian’s\n';
  expect(bench('--browser', '--only', 'range')).toEqual({ status: 1, said: expect.stringContaining(said) });
});
