/**
 * Classes. Their bodies are functions of their own; what suspends is the heritage, the computed keys and the decorators,
 * in the order of the source (ES2025 15.7.14 ClassDefinitionEvaluation).
 *
 *   class C extends (yield a) { [f()]() {} [yield b]() {} }
 *
 *   suspend a; t1 = heritage(received); t2 = toKey(f()); suspend b; C = class C extends t1 { [t2]() {} [received]() {} }
 */

import { partsOfClass } from '../analyze/class-parts.ts';
import { t } from '../babel.ts';
import { nodeIn } from '../syntax/children.ts';
import { preserveName } from '../syntax/function-names.ts';
import { assignBinding, enterScope, targetOf } from './blocks.ts';
import { lowerCallee } from './calls.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { strictly } from './strictly.ts';

/** `class C {}`  →  C = class C {} */
export function lowerClassDeclaration(node: t.ClassDeclaration, lowering: Lowering): void {
  const binding = lowering.facts.bindings.declaredBy(node.id!)!;
  if (lowering.suspends(node)) lowerParts(node, lowering);
  const expression = t.toExpression(node) as t.ClassExpression;
  assignBinding(binding, preserveName(expression, binding.name), lowering, node);
}

export function lowerClassExpression(node: t.ClassExpression, lowering: Lowering): t.Expression {
  lowerParts(node, lowering);
  return node;
}

/** Evaluates all up to the last part that suspends, which is left in place with what comes after it. */
function lowerParts(node: t.Class, lowering: Lowering): void {
  enterWaysToNames(node, lowering);
  enterScope(lowering.facts.scopes.of(node), lowering);
  const parts = partsOfClass(node);
  const last = parts.findLastIndex(({ slot }) => lowering.suspends(nodeIn(slot)));
  strictly(lowering, () => {
    for (const [i, { kind, slot }] of parts.entries()) {
      if (i > last) break;
      const value = i === last ? lowerValue : save;
      slot.container[slot.key] = value(nodeIn(slot) as t.Expression, lowering);
      function save(part: t.Expression): t.Expression {
        if (kind === 'decorator') return saveDecorator(part, lowering);
        const check = kind === 'heritage' ? 'heritage' : 'toKey';
        return lowering.read(lowering.store(lowering.call(check, lowerValue(part, lowering))));
      }
    }
  });
  bindOwnName(node, lowering);
}

/** Its keys may use its private names, by private-names-in-keys.ts. */
function enterWaysToNames(node: t.Class, lowering: Lowering): void {
  const opened = lowering.facts.opened.get(node);
  if (!opened) return;
  const scope = lowering.facts.scopes.of(opened.twin)!;
  enterScope(scope, lowering);
  assignBinding(scope.bindings.get(opened.holder)!, opened.twin, lowering, node);
}

/** A decorator that is a method is called with its object. */
function saveDecorator(node: t.Expression, lowering: Lowering): t.Expression {
  const { fn, self } = lowerCallee(node, true, lowering);
  return self ? lowering.read(lowering.store(lowering.call('bind', fn, self))) : fn;
}

/** Closures that were made in a key see the class by its name, from before anything else of the class can run. */
function bindOwnName(node: t.Class, lowering: Lowering): void {
  const scope = lowering.facts.scopes.of(node);
  const own = scope && node.id ? scope.bindings.get(node.id.name) : undefined;
  if (!own?.references.some(({ closure }) => closure !== null)) return;
  const bind = t.assignmentExpression('=', targetOf(own, lowering), t.thisExpression());
  node.body.body.unshift(at(t.staticBlock([t.expressionStatement(bind)]), node));
}
