/**
 * What holds of the nodes in a block: they are whole. Emission puts them into a `switch` in a `for (;;)`, where a
 * `break` that meant a loop of the source would leave the `switch`, and a `yield` would not even parse.
 */
import type { types as t } from '@babel/core';
import { invariant } from './invariant.ts';
import type { Block } from './types.ts';
import { childrenOf, operands } from './visit.ts';

/** What encloses a node within its statement. Innermost first, so nothing is copied on the way down. */
interface Context {
  readonly outer: Context | null;
  readonly label: string | null;
  readonly breakable: boolean;
  readonly continuable: boolean;
}

/** @param returnsSkipFinally the block stands in a region that handles returns */
export function verifyNodes(block: Block, returnsSkipFinally: boolean): void {
  const { terminator } = block;
  invariant(
    terminator.kind !== 'return' || !returnsSkipFinally,
    `b${block.id} does not return past the finally around it`,
    terminator.loc,
  );
  for (const operation of [...block.instructions, terminator]) {
    for (const operand of operands(operation)) verifyNode(operand, block, returnsSkipFinally);
  }
}

function verifyNode(root: t.Node, block: Block, returnsSkipFinally: boolean): void {
  if (isFunction(root)) return;
  const stack: { node: t.Node; context: Context | null }[] = [{ node: root, context: null }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, context } = at;
    const loc = node.loc ?? null;
    switch (node.type) {
      case 'YieldExpression':
      case 'AwaitExpression':
        invariant(false, `no ${node.type} is left in a node of b${block.id}`, loc);
        break;
      case 'ForOfStatement':
        invariant(!node.await, `no for await is left in a node of b${block.id}`, loc);
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
        invariant(hasTarget(node, context), `a ${node.type} in b${block.id} stays within its statement`, loc);
        break;
      case 'ReturnStatement':
        invariant(
          !returnsSkipFinally,
          `a statement in b${block.id} does not return past the finally around it`,
          loc,
        );
        break;
    }
    const inside = enclose(node, context);
    for (const child of childrenOf(node)) {
      if (!isFunction(child)) stack.push({ node: child, context: inside });
      // A method's computed key and a decorator are evaluated here, not when it is called.
      else if ('key' in child && child.computed) stack.push({ node: child.key, context: null });
    }
  }
}

export function isFunction(node: t.Node): node is t.Function | t.StaticBlock {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
    case 'StaticBlock':
      return true;
    default:
      return false;
  }
}

function hasTarget(node: t.BreakStatement | t.ContinueStatement, context: Context | null): boolean {
  for (let at = context; at; at = at.outer) {
    if (node.label) {
      if (at.label === node.label.name) return true;
    } else if (node.type === 'BreakStatement' ? at.breakable : at.continuable) return true;
  }
  return false;
}

function enclose(node: t.Node, outer: Context | null): Context | null {
  switch (node.type) {
    case 'LabeledStatement':
      return { outer, label: node.label.name, breakable: false, continuable: false };
    case 'SwitchStatement':
      return { outer, label: null, breakable: true, continuable: false };
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { outer, label: null, breakable: true, continuable: true };
    default:
      return outer;
  }
}
