/**
 * Declarations: names have become variables, so what is left of them is assignment.
 *
 *   let a = f(), { b } = g;   →  a = f(); ({ b } = g)
 */

import { boundIdentifiers } from '../analyze/declarations.ts';
import { t } from '../babel.ts';
import { usingKind } from '../syntax/using.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { at, undefinedValue } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { useResource } from './using.ts';

export function lowerDeclaration(node: t.VariableDeclaration, lowering: Lowering): void {
  for (const declarator of node.declarations) lowerDeclarator(declarator, node, lowering);
}

function lowerDeclarator(
  node: t.VariableDeclarator,
  declaration: t.VariableDeclaration,
  lowering: Lowering,
): void {
  const target = node.id as t.LVal;
  if (!node.init) {
    // `let x;` is undefined again on every pass of a loop; `var x;` does nothing.
    if (declaration.kind === 'let' && needsReset(target, lowering))
      assignTarget(target, undefinedValue(), lowering, node);
    return;
  }
  const resource = usingKind(declaration);
  const value = lowerValue(node.init, lowering);
  if (resource) assignTarget(target, useResource(resource, value, lowering), lowering, node);
  else if (t.isIdentifier(target) || t.isMemberExpression(target))
    assignTarget(target, value, lowering, node);
  else lowerPattern(target, value, lowering);
}

/** On the first pass a variable is undefined already, unless it has to leave its dead zone. */
function needsReset(target: t.LVal, lowering: Lowering): boolean {
  const [id] = boundIdentifiers(target);
  const binding = id && lowering.facts.bindings.declaredBy(id);
  if (!binding) return true;
  return binding.scope.repeats || lowering.facts.bindings.deadAtEntry(binding.scope).includes(binding);
}

/** To a variable of the coroutine directly; to anything else as the expression it is. */
export function assignTarget(target: t.LVal, value: t.Expression, lowering: Lowering, source: t.Node): void {
  const variable = t.isIdentifier(target) ? lowering.builder.fn.references.get(target) : undefined;
  if (variable) lowering.builder.assign(variable, value, source.loc ?? null);
  else lowering.builder.evaluate(at(t.assignmentExpression('=', target, value), source));
}
