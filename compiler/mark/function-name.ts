/**
 * The name a function has in the source: its own, or the one an anonymous function gets from where it stands
 * (ES2025 8.4 NamedEvaluation), as if the mark around it were not there.
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { isTransparent } from './runtime-bindings.ts';

/** `path` is the function, or the `coroutine(…)` call around it. */
export function nameOf(fn: t.Function, path: NodePath): string {
  switch (fn.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      if (fn.id) return fn.id.name;
      return fn.type === 'FunctionDeclaration' ? 'default' : nameFromPlace(path);
    case 'ArrowFunctionExpression':
      return nameFromPlace(path);
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return keyName(fn);
  }
}

function nameFromPlace(path: NodePath): string {
  let outer = path;
  while (outer.parentPath !== null && isTransparent(outer.parentPath)) outer = outer.parentPath;
  const { node, parent } = outer;
  switch (parent.type) {
    case 'VariableDeclarator':
      return identifierName(parent.id);
    case 'AssignmentExpression':
      return ['=', '&&=', '||=', '??='].includes(parent.operator) ? identifierName(parent.left) : '';
    case 'AssignmentPattern':
      return parent.right === node ? identifierName(parent.left) : '';
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      return parent.value === node ? keyName(parent) : '';
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return '';
  }
}

type Keyed =
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod
  | t.ObjectProperty
  | t.ClassProperty
  | t.ClassPrivateProperty
  | t.ClassAccessorProperty;

function keyName(node: Keyed): string {
  const { key } = node;
  if (t.isPrivateName(key)) return `#${key.id.name}`;
  const computed = 'computed' in node && node.computed === true;
  if (!computed && t.isIdentifier(key)) return key.name;
  return t.isStringLiteral(key) || t.isNumericLiteral(key) ? String(key.value) : '';
}

function identifierName(node: t.Node): string {
  return t.isIdentifier(node) ? node.name : '';
}

/** The function as messages call it. */
export function describe(name: string): string {
  return name === '' ? 'This function' : `\`${name}\``;
}
