/**
 * `npm run matrix [-- options] [vitest's filters]`: the tests on every Node and every Babel that is supported, side by
 * side with the one set-up that `npm test` has.
 *
 *   --only RE   the columns whose name matches, such as `Node 24, Babel 8`
 *
 * Nodes and Babel 8 come from npm, into build/matrix; nothing of the checkout changes. What a column printed is kept
 * there too. Exit code 1 when a test fails anywhere.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkoutWithBabel, versionOfBabel } from './matrix/checkout.mjs';
import { installNodes } from './matrix/nodes.mjs';
import { root, scratch } from './setup/project.mjs';

/** Babel 8 asks for Node 22.18. */
const COLUMNS = [
  { node: 20, babel: 7 },
  { node: 22, babel: 7 },
  { node: 24, babel: 7 },
  { node: 26, babel: 7 },
  { node: 24, babel: 8 },
].map((column) => ({ ...column, name: `Node ${column.node}, Babel ${column.babel}` }));

/** What depends on engine or Babel: not the rules about the checkout itself. */
const TESTS = [
  'test/bundle.test.ts',
  'test/compiler/',
  'test/differential/',
  'test/ecmascript/',
  'test/examples.test.ts',
  'test/fixtures/',
  'test/package.test.ts',
  'test/plugins/',
  'test/property/',
  'test/runtime/',
];

const folder = join(scratch, 'matrix');

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { only: { type: 'string', default: '.' } },
    });
    const only = new RegExp(values.only);
    return { filters: positionals, columns: COLUMNS.filter(({ name }) => only.test(name)) };
  } catch (error) {
    console.error(`matrix: ${error.message}`);
    return process.exit(2);
  }
}

const { filters, columns } = readOptions();
mkdirSync(folder, { recursive: true });
const nodes = await installNodes(join(folder, 'nodes'), new Set(columns.map(({ node }) => node)));
const rows = [];
for (const { name, node, babel } of columns) {
  console.error(`── ${name}`);
  const started = performance.now();
  const { execPath, version } = nodes.get(node);
  const log = createWriteStream(join(folder, `${name.toLowerCase().replace(/\W+/g, '-')}.log`));
  const chosen = filters.length > 0 ? filters : TESTS;
  const results = [];
  if (babel === 7) results.push(await runTests(execPath, root, chosen, log));
  else {
    const copy = await checkoutWithBabel(babel, join(folder, `babel-${babel}`));
    results.push(await runTests(execPath, copy, chosen, log));
    // And the package as it is shipped, in a project that has this Babel.
    if (filters.length === 0) {
      results.push(
        await runTests(execPath, root, ['test/package.test.ts'], log, { PROJECT_BABEL: `^${babel}.0.0` }),
      );
    }
  }
  log.end();
  const sum = (key) => results.reduce((total, each) => total + each[key], 0);
  const seconds = Math.round((performance.now() - started) / 1000);
  rows.push([
    version,
    versionOfBabel(babel === 7 ? root : join(folder, `babel-${babel}`)),
    sum('passed'),
    sum('failed'),
    seconds,
  ]);
  for (const line of results.flatMap(({ failures }) => failures)) console.error(line);
}

const table = [['Node', 'Babel', 'passed', 'failed', 'seconds'], ...rows.map((row) => row.map(String))];
const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
for (const row of table)
  console.log(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
if (rows.some(([, , , failed]) => failed > 0)) process.exitCode = 1;

/** @returns {Promise<{ passed: number, failed: number, failures: string[] }>} as test/reporter.ts counts them */
function runTests(execPath, cwd, tests, log, env = {}) {
  const vitest = join(cwd, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(execPath, [vitest, 'run', ...tests], {
    cwd,
    env: { ...process.env, ...env, NO_COLOR: '1', CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let totals = { passed: 0, failed: 1 };
  let output = '';
  child.on('message', (message) => {
    if (message?.kind === 'totals') totals = message;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log.write(chunk);
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const { passed, failed } = totals;
      const failures = [...new Set(output.match(/^ ?FAIL .*$/gm) ?? [])].map((line) => line.trim());
      resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed, failures });
    });
  });
}
