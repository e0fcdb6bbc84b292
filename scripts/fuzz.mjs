/**
 * `npm run fuzz [-- options]`: generated programs, natively and compiled, until the time is over.
 *
 *   --seconds N   how long, 60 unless told
 *   --seed S      repeats a run; drawn from the clock unless told
 *   --functions F `marked` or `all`: which functions are compiled; both in turn unless told
 *
 * Prints the smallest program that differs, its seed and both traces, and exits with 1; with 2 on wrong use. Compiler
 * and runtime are taken from the sources, bundled on the spot: Node 20 runs no TypeScript.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
// Inside node_modules, so that what stays external is found, and nobody commits it.
const BUNDLE = join(ROOT, 'node_modules/.cache/stackless/fuzz.mjs');

const MODES = ['marked', 'all'];

function wrongUse(message) {
  console.error(`fuzz: ${message}`);
  process.exit(2);
}

function readNumber(name, text, least) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    wrongUse(`--${name} takes a whole number from ${least}, not ${text}`);
  return value;
}

function readOptions() {
  try {
    const string = { type: 'string' };
    const { values } = parseArgs({ options: { seconds: string, seed: string, functions: string } });
    const { functions = MODES.join() } = values;
    if (![...MODES, MODES.join()].includes(functions))
      wrongUse(`--functions takes marked or all, not ${functions}`);
    const seconds = readNumber('seconds', values.seconds ?? '60', 1);
    const seed = readNumber('seed', values.seed ?? String(Date.now() % 1_000_000_007), 0);
    return { seconds, seed, functions: functions.split(',') };
  } catch (error) {
    return wrongUse(error.message);
  }
}

const { seconds, seed, functions } = readOptions();
mkdirSync(dirname(BUNDLE), { recursive: true });
const bundle = await rolldown({
  input: join(ROOT, 'test/property/fuzz.ts'),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
});
await bundle.write({ file: BUNDLE, format: 'esm', codeSplitting: false });
await bundle.close();
const { fuzz } = await import(pathToFileURL(BUNDLE).href);
process.exitCode = (await fuzz(seconds, seed, functions)) ? 0 : 1;
