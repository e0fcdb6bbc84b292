/** Anonymous functions take the name of what they are assigned to (ES2025 8.4 NamedEvaluation). */
import { t } from '../babel.ts';

/** A function or class without a name of its own: what NamedEvaluation applies to. */
export function isAnonymousFunction(
  node: t.Node,
): node is t.FunctionExpression | t.ArrowFunctionExpression | t.ClassExpression {
  return (
    t.isArrowFunctionExpression(node) ||
    ((t.isFunctionExpression(node) || t.isClassExpression(node)) && !node.id)
  );
}

/** The expression as a value: where it is put gives it no name. */
export function withoutName(node: t.Expression): t.Expression {
  return isAnonymousFunction(node) ? t.sequenceExpression([t.numericLiteral(0), node]) : node;
}

/** The expression with the name fixed, wherever it is put: `{ name: () => {} }.name`. */
export function preserveName(node: t.Expression, name: string): t.Expression {
  if (!isAnonymousFunction(node)) return node;
  const plain = t.isValidIdentifier(name, false) && name !== '__proto__';
  const key = () => (plain ? t.identifier(name) : t.stringLiteral(name));
  const computed = name === '__proto__';
  const holder = t.objectExpression([t.objectProperty(key(), node, computed)]);
  const member = t.memberExpression(holder, key(), !plain);
  member.loc = node.loc ?? null;
  return member;
}
