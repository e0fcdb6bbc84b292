/** `npm run bench`: what it refuses, before it measures anything. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/bench.mjs', import.meta.url));

function bench(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
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
