/**
 * Copies of small expressions, for passes that duplicate code. Only forms are copied that mean the same at two places:
 * a closure would be two functions, a tagged template two sites with a strings array each.
 */
import type { types as t } from '@babel/core';
import type { Name, Variable } from './types.ts';
import { childrenOf, isNode } from './visit.ts';

const CLONEABLE: ReadonlySet<t.Node['type']> = new Set([
  'Identifier',
  'NumericLiteral',
  'StringLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'BigIntLiteral',
  'ThisExpression',
  'UnaryExpression',
  'UpdateExpression',
  'BinaryExpression',
  'LogicalExpression',
  'AssignmentExpression',
  'MemberExpression',
  'CallExpression',
  'PrivateName',
  'ParenthesizedExpression',
] as const);

/** Can it be copied, and has it at most `limit` nodes? */
export function isCloneable(root: t.Node, limit: number): boolean {
  const stack = [root];
  let count = 0;
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (++count > limit || !CLONEABLE.has(node.type)) return false;
    stack.push(...childrenOf(node));
  }
  return true;
}

/** A copy with the source's locations, whose identifiers stand for the same variables. Comments stay with the original. */
export function cloneExpression<N extends t.Node>(node: N, references: Map<Name, Variable>): N {
  const copy = {} as Record<string, unknown>;
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key.endsWith('Comments') || key.startsWith('_')) continue;
    if (Array.isArray(value)) {
      copy[key] = (value as unknown[]).map((one) => (isNode(one) ? cloneExpression(one, references) : one));
    } else copy[key] = isNode(value) ? cloneExpression(value, references) : value;
  }
  const clone = copy as unknown as N;
  const variable = node.type === 'Identifier' ? references.get(node) : undefined;
  if (variable && clone.type === 'Identifier') references.set(clone, variable);
  return clone;
}
