/** The suspension points themselves. */
import { t } from '../babel.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { undefinedValue } from './lowering.ts';
import { lowerOperands } from './operands.ts';

/**
 *   yield a                    →  suspend yield a
 *   yield* a                   →  suspend delegate a
 *   yield* transfer(a, b)      →  suspend transfer a, b      recognised by binding, nothing is allocated
 *
 * In an async generator the operand is awaited first (ES2025 27.6.3.8 AsyncGeneratorYield).
 */
export function lowerYield(node: t.YieldExpression, lowering: Lowering): t.Expression {
  if (node.delegate) return lowerDelegation(node, lowering);
  let value = node.argument ? lowerValue(node.argument, lowering) : undefinedValue();
  if (lowering.facts.kind === 'async-generator') value = lowering.suspend('await', [value], node);
  return lowering.suspend('yield', [value], node);
}

function lowerDelegation(node: t.YieldExpression, lowering: Lowering): t.Expression {
  const operand = node.argument!;
  const { kind, dialect } = lowering.facts;
  if (
    kind === 'generator' &&
    dialect === 'coroutine' &&
    lowering.context.isRuntimeCall(operand, 'transfer')
  ) {
    const { arguments: args } = operand;
    if (args.length >= 1 && args.length <= 2 && args.every((arg) => t.isExpression(arg))) {
      const [target, value] = lowerOperands(args as t.Expression[], lowering);
      return lowering.suspend('transfer', [target!, value ?? undefinedValue()], node);
    }
  }
  return lowering.suspend('delegate', [lowerValue(operand, lowering)], node);
}

/** `await a`  →  suspend await a */
export function lowerAwait(node: t.AwaitExpression, lowering: Lowering): t.Expression {
  return lowering.suspend('await', [lowerValue(node.argument, lowering)], node);
}
