/** Which expressions give a primitive, whatever their operands are: their values keep nothing alive. */
import type { types as t } from '@babel/core';

/** `known`: what is known of the variable that an identifier stands for. */
export function isPrimitive(node: t.Node, known: (name: t.Identifier) => boolean): boolean {
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'BigIntLiteral':
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'BinaryExpression':
      return true;
    case 'Identifier':
      return known(node);
    case 'AssignmentExpression':
      return node.operator === '='
        ? isPrimitive(node.right, known)
        : !['&&=', '||=', '??='].includes(node.operator);
    case 'LogicalExpression':
      return isPrimitive(node.left, known) && isPrimitive(node.right, known);
    case 'ConditionalExpression':
      return isPrimitive(node.consequent, known) && isPrimitive(node.alternate, known);
    case 'ParenthesizedExpression':
      return isPrimitive(node.expression, known);
    default:
      return false;
  }
}
