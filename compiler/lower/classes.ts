/**
 * Classes. Their bodies are functions of their own, so a class suspends only in its heritage and its computed keys, which
 * are refused for now.
 */
import { t } from '../babel.ts';
import { assignBinding } from './blocks.ts';
import type { Lowering } from './lowering.ts';
import { preserveName } from '../analyze/function-names.ts';

/** `class C {}`  →  C = class C {} */
export function lowerClassDeclaration(node: t.ClassDeclaration, lowering: Lowering): void {
  if (lowering.suspends(node)) refuseSuspension(node, lowering);
  const binding = node.id && lowering.facts.bindings.declaredBy(node.id);
  if (!binding) return lowering.refuse('A class declared here', node);
  const expression = t.toExpression(node) as t.ClassExpression;
  assignBinding(binding, preserveName(expression, binding.name), lowering, node);
}

export function lowerClassExpression(node: t.ClassExpression, lowering: Lowering): t.Expression {
  return refuseSuspension(node, lowering);
}

function refuseSuspension(node: t.Class, lowering: Lowering): never {
  return lowering.refuse('A class whose heritage or computed keys suspend', node);
}
