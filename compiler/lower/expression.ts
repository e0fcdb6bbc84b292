/**
 * Expressions: which function lowers which.
 *
 * `lowerValue` gives an expression to be evaluated *at once and once*: what it reads may change with the next
 * instruction. Whoever needs it later saves it. What contains no suspension comes back as it is.
 */

import { t } from '../babel.ts';
import { isAnonymousFunction } from '../syntax/function-names.ts';
import { lowerAssignment } from './assignment.ts';
import { lowerCall, lowerImport, lowerNew } from './calls.ts';
import { lowerOptionalChain } from './chains.ts';
import { lowerClassExpression } from './classes.ts';
import { lowerJsx } from './jsx.ts';
import { lowerArray, lowerObject } from './literals.ts';
import { lowerConditional, lowerConditionalEffect, lowerLogical, lowerLogicalEffect } from './logical.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { lowerOperands } from './operands.ts';
import { lowerAwait, lowerYield } from './suspend.ts';
import { lowerTaggedTemplate, lowerTemplate } from './templates.ts';
import { lowerUpdate } from './update.ts';

type Lower<N extends t.Node> = (node: N, lowering: Lowering) => t.Expression;

type Lowered =
  | 'ArrayExpression'
  | 'AssignmentExpression'
  | 'AwaitExpression'
  | 'BinaryExpression'
  | 'CallExpression'
  | 'ClassExpression'
  | 'ConditionalExpression'
  | 'ImportExpression'
  | 'JSXElement'
  | 'JSXFragment'
  | 'LogicalExpression'
  | 'MemberExpression'
  | 'NewExpression'
  | 'ObjectExpression'
  | 'OptionalCallExpression'
  | 'OptionalMemberExpression'
  | 'SequenceExpression'
  | 'TaggedTemplateExpression'
  | 'TemplateLiteral'
  | 'UnaryExpression'
  | 'UpdateExpression'
  | 'YieldExpression';

const EXPRESSIONS: { [T in Lowered]: Lower<Extract<t.Expression, { type: T }>> } = {
  ArrayExpression: lowerArray,
  AssignmentExpression: lowerAssignment,
  AwaitExpression: lowerAwait,
  BinaryExpression: lowerBinary,
  CallExpression: lowerCall,
  ClassExpression: lowerClassExpression,
  ConditionalExpression: lowerConditional,
  ImportExpression: lowerImport,
  JSXElement: lowerJsx,
  JSXFragment: lowerJsx,
  LogicalExpression: lowerLogical,
  MemberExpression: lowerMember,
  NewExpression: lowerNew,
  ObjectExpression: lowerObject,
  OptionalCallExpression: lowerOptionalChain,
  OptionalMemberExpression: lowerOptionalChain,
  SequenceExpression: lowerSequence,
  TaggedTemplateExpression: lowerTaggedTemplate,
  TemplateLiteral: lowerTemplate,
  UnaryExpression: lowerUnary,
  UpdateExpression: lowerUpdate,
  YieldExpression: lowerYield,
};

export function lowerValue(node: t.Expression, lowering: Lowering): t.Expression {
  if (!lowering.suspends(node)) return node;
  const lower = EXPRESSIONS[node.type as Lowered] as Lower<t.Expression> | undefined;
  if (!lower) return lowering.refuse(describe(node), node);
  return at(lower(node, lowering), node);
}

function describe(node: t.Expression): string {
  return t.isJSX(node) ? 'JSX' : `A ${node.type}`;
}

/** Expressions whose value nobody wants need no temporary for it. */
export function lowerEffect(node: t.Expression, lowering: Lowering): void {
  const { builder } = lowering;
  if (!lowering.suspends(node)) return builder.evaluate(node);
  if (t.isLogicalExpression(node)) return lowerLogicalEffect(node, lowering);
  if (t.isConditionalExpression(node)) return lowerConditionalEffect(node, lowering);
  if (t.isSequenceExpression(node)) {
    for (const part of node.expressions) lowerEffect(part, lowering);
    return;
  }
  const value = lowerValue(node, lowering);
  // The value a frame was resumed with is of no effect.
  if (t.isIdentifier(value) && builder.fn.references.has(value)) return;
  const variable =
    t.isAssignmentExpression(value, { operator: '=' }) &&
    t.isIdentifier(value.left) &&
    builder.fn.references.get(value.left);
  if (variable && t.isAssignmentExpression(value)) builder.assign(variable, value.right, node.loc ?? null);
  else builder.evaluate(value, node.loc ?? null);
}

/** `a, b, c`: all but the last for their effect. */
function lowerSequence(node: t.SequenceExpression, lowering: Lowering): t.Expression {
  const last = node.expressions.at(-1)!;
  for (const part of node.expressions.slice(0, -1)) lowerEffect(part, lowering);
  if (lowering.suspends(last)) return lowerValue(last, lowering);
  // Behind a comma a reference is a value: no receiver for a call, no name for a function, nothing to delete.
  const isMoreThanValue = t.isIdentifier(last) || t.isMemberExpression(last) || isAnonymousFunction(last);
  return isMoreThanValue ? t.sequenceExpression([t.numericLiteral(0), last]) : last;
}

/** `a + (yield b)`  →  t = a; suspend yield b; t + received. Converting the operands is the operator's, at the end. */
function lowerBinary(node: t.BinaryExpression, lowering: Lowering): t.Expression {
  if (t.isPrivateName(node.left)) {
    return t.binaryExpression(
      node.operator,
      node.left as unknown as t.Expression,
      lowerValue(node.right, lowering),
    );
  }
  const [left, right] = lowerOperands([node.left as t.Expression, node.right], lowering);
  return t.binaryExpression(node.operator, left!, right!);
}

/** `delete` and `typeof` look at the reference, so it stays one. */
function lowerUnary(node: t.UnaryExpression, lowering: Lowering): t.Expression {
  if (node.operator === 'delete' && t.isOptionalMemberExpression(node.argument))
    return lowerOptionalChain(node.argument, lowering, 'delete');
  const operand = lowerValue(node.argument, lowering);
  // `delete (yield)` deletes no variable, whatever the value is kept in.
  if (node.operator === 'delete' && t.isIdentifier(operand))
    return t.sequenceExpression([operand, t.booleanLiteral(true)]);
  return t.unaryExpression(node.operator, operand, node.prefix);
}

/** `(yield a)[yield b]`  →  suspend a; t = received; suspend b; t[received] */
export function lowerMember(node: t.MemberExpression, lowering: Lowering): t.MemberExpression {
  if (t.isSuper(node.object)) {
    return t.memberExpression(
      node.object,
      lowerValue(node.property as t.Expression, lowering),
      node.computed,
    );
  }
  if (!node.computed) return t.memberExpression(lowerValue(node.object, lowering), node.property, false);
  const [object, property] = lowerOperands([node.object, node.property as t.Expression], lowering);
  return t.memberExpression(object!, property!, true);
}
