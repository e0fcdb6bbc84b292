/**
 * Classes. Their bodies are functions of their own; what suspends is the heritage and the computed keys, in that order
 * (ES2025 15.7.14 ClassDefinitionEvaluation).
 *
 *   class C extends (yield a) { [f()]() {} [yield b]() {} }
 *
 *   suspend a; t1 = heritage(received); t2 = toKey(f()); suspend b; C = class C extends t1 { [t2]() {} [received]() {} }
 */

import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';
import { preserveName } from '../syntax/function-names.ts';
import { assignBinding } from './blocks.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';

/** `class C {}`  →  C = class C {} */
export function lowerClassDeclaration(node: t.ClassDeclaration, lowering: Lowering): void {
  const binding = node.id && lowering.facts.bindings.declaredBy(node.id);
  if (!binding) return lowering.refuse('A class declared here', node);
  if (lowering.suspends(node)) lowerParts(node, lowering);
  const expression = t.toExpression(node) as t.ClassExpression;
  assignBinding(binding, preserveName(expression, binding.name), lowering, node);
}

export function lowerClassExpression(node: t.ClassExpression, lowering: Lowering): t.Expression {
  lowerParts(node, lowering);
  return node;
}

/** Evaluates heritage and keys, up to the last that suspends, ahead of the class. */
function lowerParts(node: t.Class, lowering: Lowering): void {
  const keyed = node.body.body.filter(hasComputedKey);
  const last = keyed.findLastIndex(({ key }) => lowering.suspends(key));
  const moved = [node.superClass ?? [], keyed.slice(0, last + 1).map(({ key }) => key)].flat();
  refuseWhatCannotMove(node, moved, lowering);
  if (node.superClass) {
    const heritage = lowerValue(node.superClass, lowering);
    node.superClass =
      last < 0 ? heritage : lowering.read(lowering.store(lowering.call('heritage', heritage)));
  }
  for (const [i, member] of keyed.entries()) {
    if (i > last) break;
    const key = lowerValue(member.key, lowering);
    member.key = i === last ? key : lowering.read(lowering.store(lowering.call('toKey', key)));
  }
}

type Keyed = Extract<t.ClassBody['body'][number], { computed?: boolean }> & { key: t.Expression };

function hasComputedKey(member: t.ClassBody['body'][number]): member is Keyed {
  return 'computed' in member && member.computed === true && 'key' in member;
}

/** Code of a class is strict, and sees the class's own name in its dead zone; outside neither holds. */
function refuseWhatCannotMove(node: t.Class, moved: readonly t.Node[], lowering: Lowering): void {
  if (!lowering.facts.strict && moved.some(dependsOnStrictness))
    lowering.refuse('A class whose heritage or keys suspend and assign, in sloppy code,', node);
  const decorated =
    node.decorators?.length ||
    node.body.body.some((member) => 'decorators' in member && member.decorators?.length);
  if (decorated) lowering.refuse('A decorated class whose heritage or keys suspend', node);
  const parts = [node.superClass, ...node.body.body.filter(hasComputedKey).map(({ key }) => key)];
  if (node.id && parts.some((part) => part && mentions(part, node.id!.name))) {
    lowering.refuse('A class whose heritage or keys suspend and name the class itself', node);
  }
  const own = privateNames(node);
  if (own.some((name) => parts.some((part) => part && mentionsPrivate(part, name)))) {
    lowering.refuse('A class whose heritage or keys suspend and use its own private names', node);
  }
}

/** Writing fails silently in sloppy code; functions inherit the mode, as classes do not. */
function dependsOnStrictness(node: t.Node): boolean {
  if (t.isClass(node)) return false;
  if (t.isAssignmentExpression(node) || t.isUpdateExpression(node) || t.isFunction(node)) return true;
  return t.isUnaryExpression(node, { operator: 'delete' }) || children(node).some(dependsOnStrictness);
}

function mentions(node: t.Node, name: string): boolean {
  return t.isIdentifier(node, { name }) || children(node).some((child) => mentions(child, name));
}

function privateNames(node: t.Class): string[] {
  return node.body.body.flatMap((member) =>
    'key' in member && t.isPrivateName(member.key) ? [member.key.id.name] : [],
  );
}

function mentionsPrivate(node: t.Node, name: string): boolean {
  if (t.isPrivateName(node)) return node.id.name === name;
  // A class with a private name of its own by that name: only its heritage stands outside of it.
  if (t.isClass(node) && privateNames(node).includes(name)) {
    return node.superClass != null && mentionsPrivate(node.superClass, name);
  }
  return children(node).some((child) => mentionsPrivate(child, name));
}
