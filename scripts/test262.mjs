/**
 * `npm run test262 -- --root DIR [options]`: every test of test262 that holds a generator, an async function or an async
 * generator, compiled, against what the machine's own Node makes of it as it is.
 *
 *   --root DIR         a checkout of test262
 *   --filter RE        the tests whose path matches alone; documentation is left as it is
 *   --list FILE        writes the failures there, one a line, in the form of test/test262/expected-failures.txt
 *   --functions WHICH  `all` unless told; `marked` compiles nothing here, and shows what Babel and this runner add
 *   --loose            with the option `loose`
 *   --no-optimize      without the optimising passes; documentation is left as it is
 *   --runtime HOW      `auto` unless told: a runtime the realm provides; `inline`: one in each test
 *   --jobs N           processes at once, 2 unless told
 *   --limit MS         time for one test in one mode, 10000 unless told
 *
 * Exit code 1 when a test fails that test/test262/expected-failures.txt does not list, or passes though it does.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/project.mjs';
import { baselineOf, keyOf } from './test262/baseline.mjs';
import { bundle } from './test262/bundle.mjs';
import { compareWithExpected, parseExpectedFailures } from './test262/expected-failures.mjs';
import { runAll } from './test262/pool.mjs';
import { progressOn } from './test262/progress.mjs';
import {
  countsOf,
  isWrong,
  listingOf,
  percent,
  tableOf,
  testsOf,
  withSection,
  worklistOf,
} from './test262/report.mjs';
import { isSuite, readSuite } from './test262/suite.mjs';

const EXPECTED = join(root, 'test', 'test262', 'expected-failures.txt');
const DOCUMENT = join(root, 'docs', 'conformance.md');
const HOW_TO_GET_IT = `test262 is not part of this repository. Get it, and say where it is:

  git clone --depth 1 https://github.com/tc39/test262.git ../test262
  npm run test262 -- --root ../test262
`;

function wrongUse(message) {
  console.error(`test262: ${message}`);
  process.exit(2);
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        root: { type: 'string' },
        filter: { type: 'string' },
        list: { type: 'string' },
        functions: { type: 'string', default: 'all' },
        loose: { type: 'boolean', default: false },
        'no-optimize': { type: 'boolean', default: false },
        runtime: { type: 'string', default: 'auto' },
        jobs: { type: 'string', default: '2' },
        limit: { type: 'string', default: '10000' },
      },
    }));
  } catch (error) {
    return wrongUse(error.message);
  }
  if (values.root === undefined) return wrongUse(`--root is missing. ${HOW_TO_GET_IT}`);
  // npm runs scripts in the package's folder; paths are meant from where the user stands.
  const fromUser = (path) => (path === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', path));
  const suite = fromUser(values.root);
  if (!isSuite(suite)) return wrongUse(`there is no test262 in ${values.root}. ${HOW_TO_GET_IT}`);
  const number = (name) => {
    const value = Number(values[name]);
    return Number.isInteger(value) && value > 0 ? value : wrongUse(`--${name} wants a whole number from 1`);
  };
  let filter = null;
  try {
    filter = values.filter === undefined ? null : new RegExp(values.filter);
  } catch (error) {
    return wrongUse(`--filter: ${error.message}`);
  }
  const { functions, loose, runtime } = values;
  const options = {
    functions,
    runtime,
    ...(loose ? { loose } : {}),
    ...(values['no-optimize'] ? { optimize: false } : {}),
  };
  return {
    suite,
    filter,
    list: fromUser(values.list),
    options,
    jobs: number('jobs'),
    limit: number('limit'),
  };
}

const { suite, filter, list, options, jobs, limit } = readOptions();
const started = performance.now();
const { fingerprint, revision, tests } = readSuite(suite, (text) => console.error(text));
const everyRun = tests.flatMap(({ path, modes }) => modes.map((mode) => ({ path, mode })));
const chosen = filter === null ? everyRun : everyRun.filter(({ path }) => filter.test(path));
if (chosen.length === 0) wrongUse('no test matches --filter');

const baseline = await baselineOf(
  chosen,
  fingerprint,
  { jobs, limit, job: { suite } },
  progressOn(process.stderr),
);
const counting = chosen.filter((run) => baseline.get(keyOf(run)).status === 'passed');
const files = await bundle();
const runs = [];
try {
  const job = { suite, bundle: { plugin: files.plugin, runtime: files.runtime }, options };
  const report = progressOn(process.stderr)(`functions: '${options.functions}'`, counting.length);
  await runAll(counting, { jobs, limit, job }, (run, result) => {
    runs.push({ ...run, result });
    report(result);
  });
} finally {
  files.remove();
}
runs.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const results = testsOf(runs);
const counts = countsOf(results);
console.log(worklistOf(runs).join('\n'));
console.log(`\n${tableOf(results)}\n`);
const wrongRuns = runs.filter(({ result }) => isWrong(result.status)).length;
const figures = `${counts.passed} of ${counts.tests} tests pass (${percent(counts.passed, counts.tests)}), ${counts.notCompiled} are not compiled, ${counts.wrong} run wrong`;
console.log(
  `test262 ${revision}, Node ${process.version}: of ${new Set(chosen.map(({ path }) => path)).size} tests with such a function, Node passes ${counts.tests}`,
);
console.log(
  `${figures}; in runs: ${runs.length}, wrong ${wrongRuns}; ${Math.round((performance.now() - started) / 1000)} s`,
);
const rejections = runs.filter(
  (run) =>
    run.result.status === 'passed' &&
    (run.result.unhandled ?? 0) !== (baseline.get(keyOf(run)).unhandled ?? 0),
);
if (rejections.length > 0) {
  console.log(`${rejections.length} runs leave more or fewer rejections unhandled than natively, such as`);
  for (const { path, mode } of rejections.slice(0, 10)) console.log(`  ${path} (${mode})`);
}
if (list !== undefined) writeFileSync(list, `${listingOf(runs).join('\n')}\n`);

if (options.functions === 'all' && options.loose !== true) {
  const expected = parseExpectedFailures(existsSync(EXPECTED) ? readFileSync(EXPECTED, 'utf8') : '');
  const { unexpected, passing, stale } = compareWithExpected(
    expected,
    runs,
    filter === null ? everyRun : undefined,
  );
  for (const { entry, run } of passing) {
    console.log(
      `expected-failures.txt:${entry.line}: ${run.path} (${run.mode}) passes; take it off the list`,
    );
  }
  for (const { line, path } of stale)
    console.log(`expected-failures.txt:${line}: ${path} is no test that runs`);
  console.log(`${unexpected.length} failures not on the list, ${passing.length} listed tests that pass`);
  if (unexpected.length + passing.length + stale.length > 0) process.exitCode = 1;
  if (filter === null && options.optimize !== false) writeTable();
}

/** Each major version of Node has a section of its own; what has not changed is not written. */
function writeTable() {
  const name = `test262 on Node ${process.versions.node.split('.')[0]}`;
  const document = readFileSync(DOCUMENT, 'utf8');
  const content = `\ntest262 ${revision}, Node ${process.version}: ${figures}.\n\n${tableOf(results)}\n`;
  const changed = withSection(document, name, content);
  if (changed === null) console.log(`docs/conformance.md has no section \`${name}\``);
  else if (changed !== document) writeFileSync(DOCUMENT, changed);
}
