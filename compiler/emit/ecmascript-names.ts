/** The name an anonymous function gets from where it stands (ES2025 8.4 NamedEvaluation), exactly. */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';

/** A name known when compiling, or the computed key it comes from. */
export type PlaceName = string | NodePath<Keyed>;

type Keyed = t.ObjectProperty | t.ClassProperty | t.ClassAccessorProperty;

export function nameFromPlace(path: NodePath): PlaceName {
  let outer = path;
  while (outer.parentPath && isTransparent(outer.parentPath.node)) outer = outer.parentPath;
  const { parent, parentPath, key } = outer;
  if (t.isVariableDeclarator(parent)) return key === 'init' ? targetName(parent.id) : '';
  if (t.isAssignmentExpression(parent)) {
    return key === 'right' && ['=', '&&=', '||=', '??='].includes(parent.operator)
      ? targetName(parent.left)
      : '';
  }
  if (t.isAssignmentPattern(parent)) return key === 'right' ? targetName(parent.left) : '';
  if (t.isExportDefaultDeclaration(parent)) return 'default';
  if (key !== 'value') return '';
  if (t.isClassPrivateProperty(parent)) return `#${parent.key.id.name}`;
  if (!t.isObjectProperty(parent) && !t.isClassProperty(parent) && !t.isClassAccessorProperty(parent))
    return '';
  const known = keyText(parent);
  if (known === null) return parentPath as NodePath<Keyed>;
  // `{ __proto__: f }` sets the prototype, and names nothing.
  const setsPrototype =
    t.isObjectProperty(parent) && known === '__proto__' && !parent.computed && !parent.shorthand;
  return setsPrototype ? '' : known;
}

/** The text of a property's key where it can be told; null if it is computed. */
export function keyText(node: { key: t.Node; computed?: boolean | null | undefined }): string | null {
  const { key } = node;
  if (t.isPrivateName(key)) return `#${key.id.name}`;
  if (!node.computed && t.isIdentifier(key)) return key.name;
  if (t.isStringLiteral(key)) return key.value;
  if (t.isNumericLiteral(key)) return String(key.value);
  return t.isBigIntLiteral(key) ? String(BigInt(key.value)) : null;
}

/** A parenthesised target names nothing. */
function targetName(target: t.Node): string {
  return t.isIdentifier(target) && target.extra?.parenthesized !== true ? target.name : '';
}

function isTransparent(node: t.Node): boolean {
  return (
    t.isTSAsExpression(node) ||
    t.isTSSatisfiesExpression(node) ||
    t.isTSNonNullExpression(node) ||
    t.isTSTypeAssertion(node) ||
    t.isParenthesizedExpression(node)
  );
}
