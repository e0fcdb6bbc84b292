/**
 * Runs in a child: a Babel and a plugin, those of a tree of packages, on every fixture. The parent compares what two
 * trees write.
 *
 *   node compile-fixtures.mjs TREE FIXTURES RESULT    FIXTURES and RESULT are files of JSON
 *
 * Each fixture is compiled with its own options and with `functions: 'all'`, each time through Babel's synchronous
 * functions and through its asynchronous ones, which are one source to gensync: generators that end in calls here and in
 * promises there. Options come once as an object, once from a configuration file.
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const [folder, list, result] = process.argv.slice(2);
const tree = realpathSync(folder);
const require = createRequire(join(tree, 'package.json'));
const babel = require('@babel/core');

const settingsOf = ({ file, language }, plugin) => ({
  filename: file,
  cwd: tree,
  babelrc: false,
  browserslistConfigFile: false,
  highlightCode: false,
  compact: false,
  sourceMaps: true,
  sourceType: language === 'cjs' ? 'script' : language === 'ts' ? 'module' : 'unambiguous',
  parserOpts: { plugins: ['decorators', 'explicitResourceManagement'] },
  presets: language === 'ts' ? [['module:@babel/preset-typescript', { allowDeclareFields: true }]] : [],
  plugins: [['module:stackless/babel', plugin]],
});

const outputOf = ({ code, map }) => ({ code, map: JSON.stringify(map) });
// A refusal is a result as well, and its text goes through Babel's own code frames.
const refusalOf = (error) => ({ error: error.message, code: error.code });

const outputs = {};
for (const fixture of JSON.parse(readFileSync(list, 'utf8'))) {
  for (const mode of ['own', 'all']) {
    const plugin = mode === 'own' ? fixture.plugin : { ...fixture.plugin, functions: 'all' };
    const settings = settingsOf(fixture, plugin);
    let synchronous;
    try {
      synchronous = outputOf(babel.transformSync(fixture.source, { ...settings, configFile: false }));
    } catch (error) {
      synchronous = refusalOf(error);
    }
    const asynchronous = await babel
      .transformAsync(fixture.source, { ...settings, configFile: join(tree, 'babel.config.mjs') })
      .then(outputOf, refusalOf);
    outputs[`${fixture.name} (${mode})`] = { synchronous, asynchronous };
  }
}

const loaded = Object.values(require.cache);
const runtime = join(tree, 'node_modules', 'stackless', 'dist', 'runtime') + sep;
const usesRuntime = ({ id, children }) =>
  !id.startsWith(runtime) && children.some((child) => child.id.startsWith(runtime));
writeFileSync(
  result,
  JSON.stringify({
    outputs,
    babel: babel.version,
    modules: loaded.length,
    outside: loaded.map(({ id }) => id).filter((id) => !id.startsWith(tree + sep)),
    onRuntime: loaded.filter(usesRuntime).length,
  }),
);
