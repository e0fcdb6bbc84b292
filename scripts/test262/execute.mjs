/** One test, in one mode, in a realm of its own: what came of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { NotCompiled } from './compile.mjs';
import { readFrontMatter } from './front-matter.mjs';
import { sourceIn } from './modes.mjs';
import { Modules } from './modules.mjs';
import { createRealm, hide } from './realm.mjs';

/** No host here makes jobs of its own, so a test that has not ended after so many turns of the loop never will. */
const TURNS = 24;
/** Except those that wait for other agents, timers or the collector. */
const WAITS = /Atomics|FinalizationRegistry|setTimeout|\$262\.gc/;
const PATIENCE = 2_000;

/** Rejections that nobody handled while the current test ran. */
let unhandled = 0;
process.on('unhandledRejection', () => {
  unhandled++;
});

/**
 * @param {{ path: string, mode: string }} test
 * @param {{ suite: string, harness: import('./harness.mjs').Harness, compile?: (source: string, isModule: boolean) => string,
 *   runtimeIn?: (context: object) => object }} setup without `compile` the source runs as it is
 * @returns {Promise<{ status: string, detail?: string, unhandled?: number }>} status `passed`, `failed`, or why the test
 *   has no code
 */
export async function execute({ path, mode }, setup) {
  unhandled = 0;
  try {
    await run(path, mode, setup);
    await turn();
    return unhandled === 0 ? { status: 'passed' } : { status: 'passed', unhandled };
  } catch (error) {
    if (error instanceof NotCompiled) return { status: error.status, detail: error.message };
    return { status: 'failed', detail: describe(error) };
  }
}

async function run(path, mode, { suite, harness, compile, runtimeIn }) {
  const file = join(suite, 'test', path);
  const source = readFileSync(file, 'utf8');
  const meta = readFrontMatter(source);
  const asIs = (text) => text;
  const compiled = compile ?? asIs;
  // Before anything runs: a test that cannot be compiled has not failed.
  const code = mode === 'module' ? compiled(source, true) && source : compiled(sourceIn(mode, source), false);

  let printed;
  const host = { print: (text) => (printed ??= text), dynamicImport: undefined };
  const realm = createRealm(host);
  const { context } = realm;
  let runtime;
  const ownRuntime = () => (runtime ??= runtimeIn(context));
  if (runtimeIn !== undefined) hide(realm.global, 'require', ownRuntime);
  const modules = new Modules(context, (text) => compiled(text, true), ownRuntime);
  modules.scriptPath = file;
  host.dynamicImport = modules.dynamicImport;

  harness.runIn(context, meta);
  const failure = await failureOf(async () => {
    if (mode === 'module') await settled(modules.evaluate(file), source);
    else runScript(code, file, context, modules);
  });
  judge(failure, meta.negative);
  if (meta.flags.includes('async') && meta.negative === null) {
    await until(() => printed !== undefined, source);
    if (printed === undefined) throw new Error('$DONE was never called');
    if (printed !== 'Test262:AsyncTestComplete')
      throw new Error(printed.replace('Test262:AsyncTestFailure:', ''));
  }
}

function runScript(code, filename, context, modules) {
  const imports = /\bimport\b/.test(code) ? { importModuleDynamically: modules.dynamicImport } : {};
  new vm.Script(code, { filename, ...imports }).runInContext(context);
}

async function failureOf(action) {
  try {
    await action();
    return null;
  } catch (error) {
    return { error };
  }
}

/** An error where one is expected, and of that kind; else none. */
function judge(failure, negative) {
  if (failure?.error instanceof NotCompiled) throw failure.error;
  if (negative === null) {
    if (failure !== null) throw failure.error;
    return;
  }
  if (failure === null) throw new Error(`no ${negative.type} was thrown`);
  const name = failure.error?.constructor?.name;
  if (name !== negative.type) throw new Error(`${describe(failure.error)} instead of ${negative.type}`);
}

/** A promise's outcome; an error where it never settles. */
async function settled(promise, source) {
  let outcome;
  promise.then(
    () => (outcome = { error: null }),
    (error) => (outcome = { error: { value: error } }),
  );
  await until(() => outcome !== undefined, source);
  if (outcome === undefined) throw new Error('the module never finished');
  if (outcome.error !== null) throw outcome.error.value;
}

async function until(holds, source) {
  const end = WAITS.test(source) ? performance.now() + PATIENCE : 0;
  for (let turns = 0; !holds() && (turns < TURNS || performance.now() < end); turns++) {
    if (turns < TURNS) await turn();
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function turn() {
  return new Promise((resolve) => setImmediate(resolve));
}

const LONGEST = 300;

/** What was thrown, on one line; whatever it is, for tests throw everything. */
function describe(error) {
  try {
    if (typeof error !== 'object' || error === null) return String(error).slice(0, LONGEST);
    const text = `${error.name ?? error.constructor?.name}: ${error.message}`;
    return text.split('\n')[0].slice(0, LONGEST);
  } catch {
    return 'a value that cannot be shown';
  }
}
