/**
 * Assignment: the target's parts before the value, the value before the write.
 *
 *   o[k] = yield a      →   t1 = o; t2 = k; suspend a; t1[t2] = received
 *   o.p += yield a      →   t1 = o; t2 = t1.p; suspend a; t1.p = t2 + received
 *   x ??= yield a       →   branch x is nullish ? b1 : b2; b1: suspend a; x = received; b2: x
 */
import { t } from '../babel.ts';
import { preserveName } from '../syntax/function-names.ts';
import { lowerValue } from './expression.ts';
import { branchOnLeft } from './logical.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { lowerPatternExpression } from './patterns.ts';

/** A target whose parts have been evaluated: it can be read and written, each time by fresh nodes. */
export interface Target {
  readonly read: () => t.Expression;
  readonly write: (value: t.Expression) => t.Expression;
}

export function lowerAssignment(node: t.AssignmentExpression, lowering: Lowering): t.Expression {
  const { left, operator } = node;
  if (t.isObjectPattern(left) || t.isArrayPattern(left)) return lowerPatternExpression(node, lowering);
  // Sloppy code may say it, and fails when it gets there (ES2025 13.15.1, web-compat).
  if (t.isCallExpression(left)) return lowering.refuse('An assignment to a call', node);
  if (operator === '=') return lowerPlain(node, lowering);
  if (operator === '&&=' || operator === '||=' || operator === '??=')
    return lowerLogicalAssignment(node, lowering);
  return lowerCompound(node, lowering);
}

function lowerPlain(node: t.AssignmentExpression, lowering: Lowering): t.Expression {
  if (t.isIdentifier(node.left)) {
    return t.assignmentExpression('=', node.left, lowerValue(node.right, lowering));
  }
  if (!lowering.suspends(node.right)) {
    return t.assignmentExpression('=', lowerValue(node.left as t.Expression, lowering) as t.LVal, node.right);
  }
  const target = lowerTarget(node.left as t.MemberExpression, false, lowering);
  return target.write(lowerValue(node.right, lowering));
}

function lowerCompound(node: t.AssignmentExpression, lowering: Lowering): t.Expression {
  if (!lowering.suspends(node.right)) {
    return t.assignmentExpression(
      node.operator,
      lowerValue(node.left as t.Expression, lowering) as t.LVal,
      node.right,
    );
  }
  const target = lowerTarget(node.left as t.MemberExpression, true, lowering);
  const before = lowering.read(lowering.store(target.read()));
  const operator = node.operator.slice(0, -1) as t.BinaryExpression['operator'];
  return target.write(at(t.binaryExpression(operator, before, lowerValue(node.right, lowering)), node));
}

function lowerLogicalAssignment(node: t.AssignmentExpression, lowering: Lowering): t.Expression {
  const { builder } = lowering;
  if (!lowering.suspends(node.right)) {
    return t.assignmentExpression(
      node.operator,
      lowerValue(node.left as t.Expression, lowering) as t.LVal,
      node.right,
    );
  }
  const target = lowerTarget(node.left as t.MemberExpression, true, lowering);
  const result = lowering.store(target.read());
  const write = builder.reserve();
  const after = builder.reserve();
  branchOnLeft(node.operator.slice(0, -1) as t.LogicalExpression['operator'], result, write, after, lowering);
  builder.enterDetached(write);
  builder.assign(result, lowerValue(namedRight(node, lowering), lowering));
  builder.evaluate(at(target.write(lowering.read(result)), node));
  builder.enter(after);
  return lowering.read(result);
}

/** A class that suspends is kept in a temporary first, whose name it must not take. */
function namedRight({ left, right }: t.AssignmentExpression, lowering: Lowering): t.Expression {
  if (!t.isIdentifier(left)) return right;
  const named = preserveName(right, left.name);
  lowering.facts.suspensions.adopt(named, right);
  return named;
}

/**
 * Evaluates the parts of a target. A key that is used twice is made a property key once (ES2025 13.15.2: the reference
 * is evaluated once; trap: `o[k] += …` converts `k` once).
 */
export function lowerTarget(node: t.LVal | t.Expression, readsToo: boolean, lowering: Lowering): Target {
  if (t.isIdentifier(node)) {
    return targetFrom(() => reread(node, lowering));
  }
  if (!t.isMemberExpression(node)) return lowering.refuse('An assignment to a call', node);
  const isSuper = t.isSuper(node.object);
  const object = isSuper ? () => t.super() : lowering.keep(lowerValue(node.object as t.Expression, lowering));
  if (!node.computed) {
    const { property } = node;
    return targetFrom(() => t.memberExpression(object() as t.Expression, t.cloneNode(property), false));
  }
  let key = lowerValue(node.property as t.Expression, lowering);
  if (readsToo && !t.isLiteral(key))
    key = lowering.call('propertyKey', isSuper ? t.thisExpression() : (object() as t.Expression), key);
  const property =
    t.isStringLiteral(key) || t.isNumericLiteral(key) ? () => t.cloneNode(key) : lowering.keep(key);
  return targetFrom(() => t.memberExpression(object() as t.Expression, property(), true));
}

function targetFrom(place: () => t.Expression): Target {
  return { read: place, write: (value) => t.assignmentExpression('=', place() as t.LVal, value) };
}

function reread(node: t.Identifier, lowering: Lowering): t.Identifier {
  const variable = lowering.builder.fn.references.get(node);
  return variable ? lowering.read(variable) : t.cloneNode(node);
}
