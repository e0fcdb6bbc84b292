/**
 * What is evaluated where a class stands, in order: its decorators, its heritage, and of each element the decorators and
 * the computed key. The rest of a class are functions.
 */
import { t } from '../babel.ts';
import type { Slot } from '../syntax/children.ts';

export interface ClassPart {
  readonly kind: 'decorator' | 'heritage' | 'key';
  readonly slot: Slot;
  /** Decorators of the class stand outside of its scope. */
  readonly isOutside: boolean;
}

export function partsOfClass(node: t.Class): ClassPart[] {
  const parts = decoratorsOf(node).map((part) => ({ ...part, isOutside: true }));
  if (node.superClass) parts.push({ kind: 'heritage', slot: slot(node, 'superClass'), isOutside: false });
  for (const member of node.body.body) parts.push(...partsOfMember(member));
  return parts;
}

export function partsOfMember(member: t.Node): ClassPart[] {
  const parts = decoratorsOf(member);
  if (t.isFunction(member))
    for (const parameter of member.params) parts.push(...decoratorsOfParameter(parameter));
  if ('computed' in member && member.computed)
    parts.push({ kind: 'key', slot: slot(member, 'key'), isOutside: false });
  return parts;
}

function decoratorsOf(node: t.Node): ClassPart[] {
  const decorators = ('decorators' in node && (node.decorators as t.Decorator[] | null)) || [];
  return decorators.map((decorator) => ({
    kind: 'decorator',
    slot: slot(decorator, 'expression'),
    isOutside: false,
  }));
}

function decoratorsOfParameter(node: t.Node): ClassPart[] {
  const inner = t.isAssignmentPattern(node)
    ? node.left
    : t.isTSParameterProperty(node)
      ? node.parameter
      : null;
  return [...decoratorsOf(node), ...(inner ? decoratorsOfParameter(inner) : [])];
}

function slot(node: t.Node, key: string): Slot {
  return { container: node as unknown as Slot['container'], key };
}
