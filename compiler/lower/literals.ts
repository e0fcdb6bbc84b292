/** Array and object literals. */

import { t } from '../babel.ts';
import { isAnonymousFunction } from '../syntax/function-names.ts';
import { unshorten } from '../syntax/object-literals.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { lastSuspending, lowerElements } from './operands.ts';

/** `[a, ...b, yield c]` */
export function lowerArray(node: t.ArrayExpression, lowering: Lowering): t.Expression {
  const lowered = lowerElements(node.elements, lowering);
  return lowered.kind === 'list'
    ? lowered.list
    : t.arrayExpression(lowered.elements as t.ArrayExpression['elements']);
}

type Member = t.ObjectExpression['properties'][number];

/**
 *   { a: f(), [k()]: g(), ...h(), b: yield i }
 *
 *   t1 = f(); t2 = toKey(k()); t3 = g(); t4 = { ...h() }; suspend i; { a: t1, [t2]: t3, ...t4, b: received }
 *
 * Nobody sees the object before it is complete, so it can be made at the end: keys, values and what is spread are
 * evaluated at their places (ES2025 13.2.5.5; a computed key is converted before its value is evaluated).
 */
export function lowerObject(node: t.ObjectExpression, lowering: Lowering): t.Expression {
  const last = lastSuspending(node.properties, lowering);
  for (const [i, member] of node.properties.entries()) {
    if (i < last) saveMember(member, lowering);
    else if (i === last) lowerLastMember(member, lowering);
  }
  return t.objectExpression(node.properties);
}

function saveMember(member: Member, lowering: Lowering): void {
  if (t.isSpreadElement(member)) {
    const copy = t.objectExpression([t.spreadElement(lowerValue(member.argument, lowering))]);
    member.argument = lowering.read(lowering.store(copy));
    return;
  }
  if (member.computed) member.key = saveKey(member.key as t.Expression, lowering);
  if (!t.isObjectProperty(member)) return;
  const value = member.value as t.Expression;
  // Making a function has no effect, and in place it takes the property's name.
  if (isAnonymousFunction(value) && !t.isClassExpression(value)) return;
  member.value = lowering.save(lowerValue(namedByKey(value, member, lowering), lowering));
  unshorten(member);
}

/** A class with the name its key would give it; `__proto__: class {}` gives none. */
function namedByKey(
  value: t.Expression,
  { key, computed }: t.ObjectProperty,
  lowering: Lowering,
): t.Expression {
  if (!t.isClassExpression(value) || value.id) return value;
  const again = (): t.Expression => copyOfKey(key as t.Expression, lowering);
  if (
    !computed &&
    (t.isIdentifier(key, { name: '__proto__' }) || t.isStringLiteral(key, { value: '__proto__' }))
  )
    return value;
  const holder = t.objectExpression([t.objectProperty(again(), value, computed)]);
  const named = t.memberExpression(holder, again(), computed || !t.isIdentifier(key));
  lowering.facts.suspensions.adopt(named, value);
  return named;
}

function copyOfKey(key: t.Expression, lowering: Lowering): t.Expression {
  const variable = t.isIdentifier(key) ? lowering.builder.fn.references.get(key) : undefined;
  return variable ? lowering.read(variable) : t.cloneNode(key);
}

function lowerLastMember(member: Member, lowering: Lowering): void {
  if (t.isSpreadElement(member)) {
    member.argument = lowerValue(member.argument, lowering);
    return;
  }
  const valueSuspends = t.isObjectProperty(member) && lowering.suspends(member.value);
  if (member.computed) {
    const key = member.key as t.Expression;
    member.key = valueSuspends ? saveKey(key, lowering) : lowerValue(key, lowering);
  }
  if (valueSuspends) member.value = lowerValue(member.value as t.Expression, lowering);
}

function saveKey(key: t.Expression, lowering: Lowering): t.Expression {
  const value = lowerValue(key, lowering);
  return t.isLiteral(value) && !t.isTemplateLiteral(value)
    ? value
    : lowering.read(lowering.store(lowering.call('toKey', value)));
}
