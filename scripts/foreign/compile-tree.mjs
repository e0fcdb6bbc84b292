/**
 * Code that others wrote, through the plugin with `functions: 'all'`: the files of a folder, each in its place, and what
 * must hold for each output whatever the program does.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseSync, types as t, transformSync } from '@babel/core';

/** The directive of the runtime that a file may carry along; its functions are the engine's by design. */
const INLINED = 'stackless runtime';

const isolated = { configFile: false, babelrc: false, browserslistConfigFile: false, highlightCode: false };

/**
 * @param {string} folder
 * @param {{ plugin: unknown, skip?: (path: string) => boolean }} options `plugin` as Babel takes it
 * @returns {{ files: number, compiled: number, functions: number, unparsed: string[], refused: { file: string, message: string }[] }}
 */
export function compileTree(folder, { plugin, skip = () => false }) {
  const counts = { files: 0, compiled: 0, functions: 0, unparsed: [], refused: [] };
  for (const { file, sourceType } of scriptsUnder(folder)) {
    if (skip(file)) continue;
    counts.files++;
    const source = readFileSync(file, 'utf8');
    try {
      const { code, functions } = compileAs(sourceType, source, { filename: file, plugin });
      counts.functions += functions;
      if (functions === 0) continue;
      counts.compiled++;
      writeFileSync(file, code);
    } catch (error) {
      if (error.code === 'BABEL_PARSE_ERROR') counts.unparsed.push(file);
      else if (error.code === 'STACKLESS_COMPILE_ERROR')
        counts.refused.push({ file, message: error.message });
      else throw new Error(`${file} breaks the compiler`, { cause: error });
    }
  }
  return counts;
}

/** What Node would not load may be meant for bundlers, which take a file with imports for a module. */
function compileAs(sourceType, source, settings) {
  try {
    return compileText(source, { ...settings, sourceType });
  } catch (error) {
    if (error.code !== 'BABEL_PARSE_ERROR' || sourceType === 'module') throw error;
    return compileText(source, { ...settings, sourceType: 'module' });
  }
}

/** Compiles one file, and throws when a function is left that should have been compiled. */
export function compileText(source, { filename, sourceType, plugin }) {
  const settings = { ...isolated, filename, sourceType, compact: false };
  const { code, metadata } = transformSync(source, { ...settings, plugins: [plugin] });
  const functions = metadata.stackless?.functions ?? 0;
  if (functions > 0) {
    const left = nativeFunctions(parseSync(code, settings));
    if (left.length > 0) throw new Error(`functions left at ${left.join(', ')} of the output:\n${code}`);
  }
  return { code, functions };
}

/** Where generators and async functions stand in a file, as `line:column`. */
export function nativeFunctions(file) {
  const found = [];
  const visit = (node) => {
    if (t.isFunction(node)) {
      if (node.body.directives?.some(({ value }) => value.value === INLINED)) return;
      if (node.async || node.generator) found.push(`${node.loc.start.line}:${node.loc.start.column}`);
    }
    for (const key of t.VISITOR_KEYS[node.type]) {
      for (const child of [node[key]].flat()) if (child) visit(child);
    }
  };
  visit(file.program);
  return found;
}

/** JavaScript files in and under a folder, and what Node takes each for. */
export function* scriptsUnder(folder, isModule = false) {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === 'package.json')) {
    isModule = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type === 'module';
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* scriptsUnder(path, isModule);
    else if (entry.isFile()) {
      const kind = extname(entry.name);
      if (kind === '.js') yield { file: path, sourceType: isModule ? 'module' : 'commonjs' };
      else if (kind === '.mjs') yield { file: path, sourceType: 'module' };
      else if (kind === '.cjs') yield { file: path, sourceType: 'commonjs' };
    }
  }
}
