/**
 * `npm test [-- vitest's arguments]`: set-up, types, lint and every test, and as its last line `N passed, N failed`.
 * The counts come from test/reporter.ts over the channel to the parent; this script prints them when all else has been
 * said. What ends before a test ran counts as one failure.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { nodeQuietly } from './setup/child.mjs';
import { prepare } from './setup/prepare.mjs';
import { root } from './setup/project.mjs';

const NOTHING_RAN = { passed: 0, failed: 1 };
// In continuous integration expectations are held, never rewritten.
if (process.env.CI) delete process.env.UPDATE;

let totals = NOTHING_RAN;
try {
  await prepare([
    () => check('types', ['typescript', 'bin', 'tsc'], ['-p', '.']),
    () => check('lint', ['@biomejs', 'biome', 'bin', 'biome'], ['check', '--error-on-warnings']),
  ]);
  totals = await runTests(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function check(name, program, args) {
  const started = performance.now();
  const { code, output } = await nodeQuietly([join(root, 'node_modules', ...program), ...args]);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  if (code === 0) return console.error(`${name}: ok (${seconds} s)`);
  process.stderr.write(output);
  throw new Error(`${name}: failed; the messages are above`);
}

function runTests(args) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  let reported;
  child.on('message', (message) => {
    if (message?.kind === 'totals') reported = message;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const { passed, failed } = reported ?? NOTHING_RAN;
      // Vitest can fail with every test passed: an error outside of them, a worker that died.
      resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed });
    });
  });
}
