/**
 * The one place where Babel is imported. What differs between Babel 7 and 8 is settled here and nowhere else.
 * Other files take types from here with `import type`, so that phases which only shape data load no Babel.
 */

import type { PluginObj, PluginPass, TransformOptions } from '@babel/core';
import {
  parseSync,
  types as t,
  template,
  transformFromAstSync,
  transformSync,
  traverse,
  version,
} from '@babel/core';
import presetTypeScript from '@babel/preset-typescript';
import type { Binding, Scope } from '@babel/traverse';

export type { BabelFile, BabelFileResult, NodePath, Visitor } from '@babel/core';
export type { Binding, PluginObj, PluginPass, Scope, TransformOptions };
export { parseSync, presetTypeScript, t, template, transformFromAstSync, transformSync, traverse, version };

/** Options under which Babel reads no configuration of the user's. */
export const isolated = { configFile: false, babelrc: false, browserslistConfigFile: false } as const;

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
