/**
 *   o[yield k]++   →   suspend k; o[received]++
 *
 * Only the target's parts can suspend, and they are evaluated before anything is read, so the operator stays.
 */
import { t } from '../babel.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';

export function lowerUpdate(node: t.UpdateExpression, lowering: Lowering): t.Expression {
  return t.updateExpression(node.operator, lowerValue(node.argument, lowering), node.prefix);
}
