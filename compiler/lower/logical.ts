/** What decides which operand is evaluated: `&&`, `||`, `??`, `?:`, and tests. */
import { t } from '../babel.ts';
import type { BlockId, Variable } from '../ir/types.ts';
import { lowerEffect, lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';

/** Branches on an expression, without making a value of it where it is made of tests itself. */
export function lowerBranch(
  node: t.Expression,
  consequent: BlockId,
  alternate: BlockId,
  lowering: Lowering,
): void {
  const { builder } = lowering;
  if (!lowering.suspends(node)) return builder.branch(node, consequent, alternate);
  if (t.isUnaryExpression(node, { operator: '!' }))
    return lowerBranch(node.argument, alternate, consequent, lowering);
  if (t.isLogicalExpression(node) && node.operator !== '??') {
    const right = builder.reserve();
    if (node.operator === '&&') lowerBranch(node.left, right, alternate, lowering);
    else lowerBranch(node.left, consequent, right, lowering);
    builder.enterDetached(right);
    return lowerBranch(node.right, consequent, alternate, lowering);
  }
  builder.branch(lowerValue(node, lowering), consequent, alternate);
}

/** `a && (yield b)`  →  t = a; branch t ? b1 : b2; b1: suspend b; t = received; b2: t */
export function lowerLogical(node: t.LogicalExpression, lowering: Lowering): t.Expression {
  if (!lowering.suspends(node.right)) {
    return t.logicalExpression(node.operator, lowerValue(node.left, lowering), node.right);
  }
  const { builder } = lowering;
  const result = lowering.store(lowerValue(node.left, lowering));
  const right = builder.reserve();
  const after = builder.reserve();
  branchOnLeft(node.operator, result, right, after, lowering);
  builder.enterDetached(right);
  builder.assign(result, lowerValue(node.right, lowering));
  builder.enter(after);
  return lowering.read(result);
}

export function lowerLogicalEffect(node: t.LogicalExpression, lowering: Lowering): void {
  const { builder } = lowering;
  const right = builder.reserve();
  const after = builder.reserve();
  if (node.operator === '&&') lowerBranch(node.left, right, after, lowering);
  else if (node.operator === '||') lowerBranch(node.left, after, right, lowering);
  else branchOnLeft('??', lowering.store(lowerValue(node.left, lowering)), right, after, lowering);
  builder.enterDetached(right);
  lowerEffect(node.right, lowering);
  builder.enter(after);
}

/** To `right` if the left side leaves the decision to it. */
export function branchOnLeft(
  operator: t.LogicalExpression['operator'],
  left: Variable,
  right: BlockId,
  after: BlockId,
  lowering: Lowering,
): void {
  const { builder } = lowering;
  if (operator === '&&') builder.branch(lowering.read(left), right, after);
  else if (operator === '||') builder.branch(lowering.read(left), after, right);
  else builder.branch(isNullish(left, lowering), right, after);
}

/** Not `== null`: that is true of `document.all` too, which is neither. */
export function isNullish(variable: Variable, lowering: Lowering): t.Expression {
  const isNull = t.binaryExpression('===', lowering.read(variable), t.nullLiteral());
  return t.logicalExpression(
    '||',
    isNull,
    t.binaryExpression('===', lowering.read(variable), t.unaryExpression('void', t.numericLiteral(0))),
  );
}

/** `a ? b : c`  →  branch a ? b1 : b2; b1: t = b; jump b3; b2: t = c; b3: t */
export function lowerConditional(node: t.ConditionalExpression, lowering: Lowering): t.Expression {
  if (!lowering.suspends(node.consequent) && !lowering.suspends(node.alternate)) {
    return t.conditionalExpression(lowerValue(node.test, lowering), node.consequent, node.alternate);
  }
  const { builder } = lowering;
  const result = builder.temporary('_t');
  const consequent = builder.reserve();
  const alternate = builder.reserve();
  const after = builder.reserve();
  lowerBranch(node.test, consequent, alternate, lowering);
  builder.enterDetached(consequent);
  builder.assign(result, lowerValue(node.consequent, lowering));
  builder.jump(after);
  builder.enterDetached(alternate);
  builder.assign(result, lowerValue(node.alternate, lowering));
  builder.enter(after);
  return lowering.read(result);
}

export function lowerConditionalEffect(node: t.ConditionalExpression, lowering: Lowering): void {
  const { builder } = lowering;
  const consequent = builder.reserve();
  const alternate = builder.reserve();
  const after = builder.reserve();
  lowerBranch(node.test, consequent, alternate, lowering);
  builder.enterDetached(consequent);
  lowerEffect(node.consequent, lowering);
  builder.jump(after);
  builder.enterDetached(alternate);
  lowerEffect(node.alternate, lowering);
  builder.enter(after);
}
