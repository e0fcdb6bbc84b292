/**
 * What can be dropped, or moved, unseen. Few forms are known and the rest is not pure: a property may be an accessor,
 * an operator may call `valueOf`, a name that is no variable of the coroutine may not exist.
 */
import type { types as t } from '@babel/core';
import type { Block } from './types.ts';
import { type Operation, operands, type References } from './visit.ts';

const OPERATORS_WITHOUT_CONVERSION = new Set(['===', '!==']);
const UNARY_WITHOUT_CONVERSION = new Set(['!', 'typeof', 'void']);

/** Evaluating it has no effect, throws nothing and calls nothing. */
export function isPure(node: t.Node, references: References): boolean {
  switch (node.type) {
    case 'Identifier':
      return references.has(node) || node.name === 'undefined';
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'BigIntLiteral':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'UnaryExpression':
      return UNARY_WITHOUT_CONVERSION.has(node.operator) && isPure(node.argument, references);
    case 'BinaryExpression':
      return (
        OPERATORS_WITHOUT_CONVERSION.has(node.operator) &&
        isPure(node.left, references) &&
        isPure(node.right, references)
      );
    case 'LogicalExpression':
      return isPure(node.left, references) && isPure(node.right, references);
    case 'ConditionalExpression':
      return [node.test, node.consequent, node.alternate].every((part) => isPure(part, references));
    default:
      return false;
  }
}

/** May running the block land at a throw's landing pad? A suspension may: the resumer can raise there. */
export function mayThrow(block: Block, references: References): boolean {
  const impure = (operation: Operation): boolean =>
    operands(operation).some((operand) => !isPure(operand, references));
  const { kind } = block.terminator;
  return (
    kind === 'suspend' || kind === 'throw' || block.instructions.some(impure) || impure(block.terminator)
  );
}
