/**
 * The one place where Babel comes in. The plugin imports none: it works with the nodes of the Babel that runs it, so
 * it is that Babel's functions it has to use, whether of version 7 or 8. Whoever starts the compiler says which one
 * runs, `runIn(babel)`; a file is compiled in one go, so two Babels in a process do not meet.
 */

import type { PluginObj, PluginPass, TransformOptions } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { loadOptionsSync, parseSync, t, transformFromAstSync } from './running-babel.mjs';

export type { BabelFile, BabelFileResult, NodePath, Visitor } from '@babel/core';
export type { Babel } from './running-babel.mjs';
export { runIn } from './running-babel.mjs';
export type { Binding, PluginObj, PluginPass, Scope, TransformOptions };
export { loadOptionsSync, parseSync, t };

/** Options under which Babel reads no configuration of the user's. */
export const isolated = { configFile: false, babelrc: false, browserslistConfigFile: false } as const;

/**
 * Whether the plugin is all that Babel runs, and nobody asked for the tree: what Babel knows of scopes is exact before it,
 * and no longer needed after it.
 */
export function isAlone({ file }: PluginPass): boolean {
  const { plugins = [], presets = [], ast = false } = file.opts;
  return plugins?.length === 1 && presets?.length === 0 && !ast;
}

/** The statements of a piece of plain JavaScript. */
export function parseStatements(code: string): t.Statement[] {
  const file = parseSync(code, { ...isolated, sourceType: 'module', parserOpts: { attachComment: false } });
  return file?.program.body ?? [];
}

/**
 * The source text of a node, for people: dumps of the graph, messages. The node is copied first, for Babel remembers
 * the paths it made for a node, and the node still stands in its own program.
 */
export function print(node: t.Node): string {
  const copy = t.cloneNode(node, true, true);
  const statement = t.isStatement(copy) ? copy : t.isExpression(copy) ? t.expressionStatement(copy) : null;
  if (statement === null) return `<${node.type}>`;
  const file = t.file(t.program([statement]));
  const code = transformFromAstSync(file, '', { ...isolated, compact: false, comments: false })?.code ?? '';
  return t.isExpression(copy) ? code.replace(/;$/, '') : code;
}
