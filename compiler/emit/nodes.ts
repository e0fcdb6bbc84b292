/** Small nodes that emission makes everywhere. */
import { t } from '../babel.ts';
import type { Loc } from '../ir/types.ts';

export function assign(
  target: t.Identifier | t.MemberExpression,
  value: t.Expression,
): t.ExpressionStatement {
  return t.expressionStatement(t.assignmentExpression('=', target, value));
}

/** The node, at a place in the source. */
export function placed<N extends t.Node>(node: N, loc: Loc): N {
  if (loc && node.loc == null) node.loc = loc;
  return node;
}

export function number(value: number): t.Expression {
  return value < 0 ? t.unaryExpression('-', t.numericLiteral(-value)) : t.numericLiteral(value);
}
