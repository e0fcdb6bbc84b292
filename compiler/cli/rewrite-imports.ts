/**
 * Follows the outputs' names in what imports them: `./pages.ts` is `./pages.js` once it is compiled. Only relative
 * paths, for others are not this command's files.
 */
import type { NodePath, PluginObj } from '../babel.ts';
import { t } from '../babel.ts';
import { COMPILED_EXTENSION } from './outputs.ts';

export function rewriteImports(): PluginObj {
  return {
    name: 'stackless-rewrite-imports',
    visitor: {
      Program(program: NodePath<t.Program>) {
        t.traverseFast(program.node, (node) => {
          const source = sourceOf(node);
          if (t.isStringLiteral(source)) rewrite(source);
        });
      },
    },
  };
}

function sourceOf(node: t.Node): t.Node | null | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return node.source;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression':
      return t.isImport(node.callee) || t.isIdentifier(node.callee, { name: 'require' })
        ? node.arguments[0]
        : null;
    default:
      return null;
  }
}

function rewrite(source: t.StringLiteral): void {
  const match = /^(\.\.?\/.*)(\.[cm]?ts|\.tsx)$/.exec(source.value);
  const compiled = COMPILED_EXTENSION[match?.[2] ?? ''];
  if (match === null || compiled === undefined || /\.d\.[cm]?ts$/.test(source.value)) return;
  const value = `${match[1]}${compiled}`;
  source.value = value;
  delete source.extra; // it holds the old text
}
