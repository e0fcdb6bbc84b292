/**
 * `npm run test:packages [-- NAME…]`: published packages run their own tests, as they are and compiled with
 * `functions: 'all'`, the tests compiled as well. Those of scripts/foreign/suites.mjs, or the ones named.
 *
 * npm fetches the pinned versions to build/packages. Exit code 1 when a test ends otherwise compiled than it does
 * uncompiled, or when nothing passes.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { compileTree } from './foreign/compile-tree.mjs';
import { writeSection } from './foreign/document.mjs';
import { differences } from './foreign/results.mjs';
import { RUNNERS } from './foreign/runners.mjs';
import { SUITES } from './foreign/suites.mjs';
import { node, npm } from './setup/child.mjs';
import { root, scratch } from './setup/project.mjs';

const folder = join(scratch, 'packages');
const modules = join(folder, 'node_modules');
/** Milliseconds that one run of one package's tests may take. */
const LIMIT = 1_800_000;

const named = process.argv.slice(2);
const unknown = named.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `test:packages: there is no suite ${unknown.join(', ')}; there are ${SUITES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const suites = SUITES.filter(({ name }) => named.length === 0 || named.includes(name));

await install();
const rows = [];
for (const suite of suites) rows.push(await runSuite(suite));
process.exitCode = report(rows) ? 0 : 1;

/** All packages side by side, each at its pinned version, and this project as `stackless`. */
async function install() {
  mkdirSync(folder, { recursive: true });
  const dependencies = {};
  for (const { name, version, runner, needs } of SUITES) {
    Object.assign(dependencies, { [name]: version }, RUNNERS[runner].needs, needs);
  }
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const file = join(folder, 'package.json');
  const link = join(modules, 'stackless');
  if (existsSync(link) && readFileSync(file, 'utf8') === manifest) return;
  writeFileSync(file, manifest);
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--legacy-peer-deps'];
  const code = await npm(['install', ...flags], { cwd: folder });
  if (code !== 0) throw new Error(`npm install failed with exit code ${code}; its messages are above`);
  // npm takes away what it did not install, so the link is new each time.
  symlinkSync(root, link, 'junction');
}

async function runSuite(suite) {
  const { name, version, runner } = suite;
  const [native, compiled] = ['native', 'compiled'].map((kind) => copyOf(name, kind));
  const plugin = [
    join(root, 'dist', 'babel.cjs'),
    { functions: 'all', runtime: RUNNERS[runner].runtime ?? 'auto' },
  ];
  const counts = compileTree(compiled, {
    plugin,
    skip: (file) => file.startsWith(join(compiled, 'node_modules')),
  });
  const runBoth = async () => {
    const expected = await runTests(suite, native);
    return { expected, actual: await runTests(suite, compiled) };
  };
  let results = await runBoth();
  // Tests that count milliseconds fail at random on a busy machine, compiled or not; one that differs for us does so twice.
  if (differences(results.expected, results.actual).length > 0) results = await runBoth();
  console.error(`${name} ${version}: ${counts.functions} functions, ${results.expected.length} tests`);
  return { suite, counts, ...results };
}

/** Outside of node_modules, where runners look for no tests; what the package needs is found in the folders above. */
function copyOf(name, kind) {
  const copy = join(folder, kind, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(modules, name), copy, { recursive: true });
  const own = join(copy, 'node_modules');
  // Some tests reach for a package by the path it would have here.
  if (!existsSync(own)) symlinkSync(modules, own, 'junction');
  return copy;
}

/** What came of each test. The runner's own output is kept beside the copy. */
async function runTests({ name, tests, without = {}, runner }, copy) {
  const files = globSync(tests, { cwd: copy, ignore: Object.keys(without) }).sort();
  if (files.length === 0) throw new Error(`${name} has no tests at ${tests.join(', ')}`);
  const { args, read } = RUNNERS[runner];
  const output = `${copy}.out`;
  const stdio = ['ignore', openSync(output, 'w'), openSync(`${copy}.err`, 'w')];
  await node(args(files, modules), { cwd: copy, stdio, timeout: LIMIT, killSignal: 'SIGKILL' });
  return read(readFileSync(output, 'utf8').replaceAll(copy, '.'));
}

function report(rows) {
  const count = (results, verb) => results.filter((result) => result.startsWith(`${verb} `)).length;
  const table = [
    '| package | what it is | tests run on | files compiled | functions | tests passed | compiled |',
    '|---|---|---|---:|---:|---:|---:|',
  ];
  let isSame = true;
  for (const { suite, counts, expected, actual } of rows) {
    const { name, version, about, runner } = suite;
    table.push(
      `| ${name} ${version} | ${about} | ${runner} | ${counts.compiled} of ${counts.files} | ${counts.functions} | ${count(expected, 'ok')} | ${count(actual, 'ok')} |`,
    );
    const problems = [
      ...counts.refused.map(({ message }) => message),
      ...counts.unparsed.map((file) => `not parsed: ${file}`),
      ...differences(expected, actual),
      ...(count(expected, 'ok') > 0 ? [] : ['nothing passes']),
    ];
    if (problems.length === 0) continue;
    isSame = false;
    console.log(`\n${name}:\n  ${problems.slice(0, 40).join('\n  ')}`);
  }
  const figures = `${table.join('\n')}\n\nNode ${process.version}.`;
  console.log(`\n${figures}`);
  if (isSame && rows.length === SUITES.length) writeSection('packages', figures);
  return isSame;
}
