/**
 * `npm run selfhost`: Babel compiled by the plugin, and then running the plugin, has to compile as Babel does.
 *
 * Babel reads its configuration and runs its plugins in generators, on gensync, which makes a synchronous and an
 * asynchronous function of each. Babel and all that it loads are copied to build/selfhost twice, and one copy is compiled
 * with `functions: 'all'`. Then each copy compiles all fixtures, and every byte of code, source map and message has to
 * be the same. Exit code 1 when it is not, or when the compiled copy was not what ran.
 */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from '@babel/core';
import { rolldown } from 'rolldown';
import { compileTree, nativeFunctions, scriptsUnder } from './foreign/compile-tree.mjs';
import { writeSection } from './foreign/document.mjs';
import { node } from './setup/child.mjs';
import { root, scratch } from './setup/project.mjs';

const PACKAGES = ['@babel/core', '@babel/preset-typescript'];
const folder = join(scratch, 'selfhost');
const native = join(folder, 'native');
const compiled = join(folder, 'compiled');
const fixtureList = join(folder, 'fixtures.json');

rmSync(folder, { recursive: true, force: true });
for (const tree of [native, compiled]) copyTree(tree);
const counts = compileFolder(join(compiled, 'node_modules'));
const fixtures = await readFixtures();
writeFileSync(fixtureList, JSON.stringify(fixtures));
const results = await Promise.all([native, compiled].map(compileFixtures));
process.exitCode = report(counts, ...results) ? 0 : 1;

/** Babel, what it depends on, and the plugin as it is shipped, in a folder of their own. */
function copyTree(tree) {
  const found = new Set(PACKAGES.map((name) => findPackage(name, root)));
  for (const from of found) {
    const nested = join(from, 'node_modules');
    cpSync(from, join(tree, relative(root, from)), { recursive: true, filter: (path) => path !== nested });
    const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta']) {
      for (const name of Object.keys(manifest[kind] ?? {})) {
        const next = findPackage(name, from);
        if (next !== undefined) found.add(next);
        else if (kind === 'dependencies') throw new Error(`${from} needs ${name}, which is not there`);
      }
    }
  }
  const plugin = join(tree, 'node_modules', 'stackless');
  cpSync(join(root, 'dist'), join(plugin, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(plugin, 'package.json'));
  writeFileSync(join(tree, 'package.json'), '{}\n');
  writeFileSync(join(tree, 'babel.config.mjs'), 'export default async () => ({});\n');
}

/** Where Node finds a package for code in a folder, but not outside of the project. */
function findPackage(name, folder) {
  const here = join(folder, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return here;
  return folder === root ? undefined : findPackage(name, dirname(folder));
}

function compileFolder(tree) {
  const counts = compileTree(tree, {
    plugin: [join(root, 'dist', 'babel.cjs'), { functions: 'all' }],
    skip: isRuntime,
  });
  const problems = [...counts.unparsed, ...counts.refused.map(({ message }) => message)];
  if (problems.length > 0) throw new Error(`not compiled:\n${problems.join('\n')}`);
  return { ...counts, left: [...scriptsUnder(tree)].filter(({ file }) => !isRuntime(file)).flatMap(leftIn) };
}

/** The runtime drives compiled functions by native ones; it is what compiled code runs on, and stays as it is. */
function isRuntime(file) {
  return (
    relative(compiled, file).split(/[\\/]/).slice(0, 4).join('/') === 'node_modules/stackless/dist/runtime'
  );
}

function leftIn({ file, sourceType }) {
  const ast = parseSync(readFileSync(file, 'utf8'), { configFile: false, babelrc: false, sourceType });
  return nativeFunctions(ast).map((place) => `${relative(compiled, file)}:${place}`);
}

/** The fixtures as the tests find them. */
async function readFixtures() {
  const bundle = await rolldown({ input: join(root, 'test/fixtures/discover.ts'), platform: 'node' });
  const file = join(folder, 'discover.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  const { discover } = await import(pathToFileURL(file).href);
  return discover(join(root, 'fixtures')).map(({ name, file, source, language, options }) => ({
    name,
    file,
    source,
    language,
    plugin: options.plugin,
  }));
}

async function compileFixtures(tree) {
  const result = `${tree}.json`;
  const code = await node([join(root, 'scripts/foreign/compile-fixtures.mjs'), tree, fixtureList, result]);
  if (code !== 0) throw new Error(`compiling the fixtures in ${tree} ended with exit code ${code}`);
  return JSON.parse(readFileSync(result, 'utf8'));
}

function report(counts, expected, actual) {
  const outputs = Object.entries(expected.outputs);
  const differences = outputs.flatMap(([name, output]) =>
    ['synchronous', 'asynchronous']
      .filter((way) => !isSame(output[way], actual.outputs[name][way]))
      .map((way) => `${name}, ${way}`),
  );
  const refused = outputs.filter(([, { synchronous }]) => synchronous.error !== undefined).length;
  const figures = [
    `@babel/core ${actual.babel} on Node ${process.version}: ${counts.files} files, ${counts.compiled} of them with`,
    `${counts.functions} functions that were compiled; ${actual.modules} modules were loaded, ${actual.onRuntime} of them`,
    `on the runtime. ${fixtures.length} fixtures, ${outputs.length} compilations each way, ${refused} of them refusals:`,
    `${differences.length} differences.`,
  ].join('\n');
  console.log(figures);
  const problems = [
    ...counts.left.map((place) => `left as it was: ${place}`),
    ...actual.outside.map((file) => `loaded from elsewhere: ${file}`),
    ...(actual.onRuntime > 0 ? [] : ['nothing ran on the runtime']),
    ...differences.map((name) => `differs: ${name}`),
  ];
  for (const problem of problems.slice(0, 50)) console.log(problem);
  if (problems.length === 0) writeSection('selfhost', figures);
  return problems.length === 0;
}

function isSame(expected, actual) {
  return JSON.stringify(expected) === JSON.stringify(actual);
}
