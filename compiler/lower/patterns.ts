/**
 * Destructuring (ES2025 13.15.5, 8.6.2). A pattern without a suspension is one native assignment; one with is taken
 * apart: target's parts, then the element, then its default, then the write.
 *
 *   [a = yield b, o[yield c]] = xs
 *
 *   it = iterate(xs); region: throws and returns close `it`
 *     t1 = it.next(); branch t1 is undefined ? b1 : b2; b1: suspend b; t1 = received; b2: a = t1
 *     t2 = o; suspend c; t3 = received; t2[t3] = it.next()
 *   it.close()
 */

import { t } from '../babel.ts';
import { isAnonymousFunction, preserveName } from '../syntax/function-names.ts';
import { lowerTarget } from './assignment.ts';
import { assignTarget } from './declarations.ts';
import { lowerValue } from './expression.ts';
import { closing } from './for-of.ts';
import type { Lowering } from './lowering.ts';
import { at, undefinedValue } from './lowering.ts';

/** `{ a, b } = value` as an expression: its value is the right side. */
export function lowerPatternExpression(node: t.AssignmentExpression, lowering: Lowering): t.Expression {
  const right = lowerValue(node.right, lowering);
  if (!lowering.suspends(node.left)) return t.assignmentExpression('=', node.left, right);
  const value = lowering.keep(right);
  lowerPattern(node.left as t.LVal, value(), lowering);
  return value();
}

/** Assigns `value` to what the pattern names. Declared names have become targets before. */
export function lowerPattern(pattern: t.LVal, value: t.Expression, lowering: Lowering): void {
  if (t.isIdentifier(pattern)) assignTarget(pattern, value, lowering, pattern);
  else if (!lowering.suspends(pattern) && !t.isCallExpression(pattern))
    lowering.builder.evaluate(at(t.assignmentExpression('=', pattern, value), pattern));
  else if (t.isObjectPattern(pattern)) lowerObjectPattern(pattern, value, lowering);
  else if (t.isArrayPattern(pattern)) lowerArrayPattern(pattern, value, lowering);
  else lowering.builder.evaluate(at(lowerTarget(pattern, false, lowering).write(value), pattern));
}

function lowerObjectPattern(pattern: t.ObjectPattern, value: t.Expression, lowering: Lowering): void {
  const source = lowering.keep(value);
  const hasRest = t.isRestElement(pattern.properties.at(-1));
  const taken: (() => t.Expression)[] = [];
  lowering.builder.evaluate(lowering.call('coercible', source()));
  for (const property of pattern.properties) {
    if (t.isRestElement(property)) {
      const rest = () => lowering.call('omit', source(), t.arrayExpression(taken.map((key) => key())));
      lowerElement(property.argument as t.LVal, rest, lowering);
      continue;
    }
    const key = lowerKey(property, lowering);
    if (hasRest) taken.push(key.value);
    lowerElement(
      property.value as t.LVal,
      () => t.memberExpression(source(), key.property(), key.computed),
      lowering,
    );
  }
}

interface Key {
  readonly property: () => t.Expression;
  readonly value: () => t.Expression;
  readonly computed: boolean;
}

function lowerKey(property: t.ObjectProperty, lowering: Lowering): Key {
  const { key } = property;
  if (!property.computed) {
    const name = t.isIdentifier(key) ? key.name : null;
    const literal = () => (name === null ? (t.cloneNode(key) as t.Expression) : t.stringLiteral(name));
    return name === null
      ? { property: literal, value: literal, computed: true }
      : { property: () => t.identifier(name), value: literal, computed: false };
  }
  const value = lowering.keep(lowering.call('toKey', lowerValue(key as t.Expression, lowering)));
  return { property: value, value, computed: true };
}

/**
 * One element: the target's parts come first, then the element is taken, then its default applies.
 * `take` makes the expression that takes it; it is used once.
 */
function lowerElement(element: t.LVal, take: () => t.Expression, lowering: Lowering): void {
  const [target, initializer] = t.isAssignmentPattern(element)
    ? [element.left as t.LVal, element.right]
    : [element, null];
  if (t.isObjectPattern(target) || t.isArrayPattern(target)) {
    lowerPattern(target, withDefault(take(), initializer, target, lowering), lowering);
  } else if (t.isIdentifier(target)) {
    assignTarget(target, withDefault(take(), initializer, target, lowering), lowering, target);
  } else {
    const place = lowerTarget(target, false, lowering);
    lowering.builder.evaluate(at(place.write(withDefault(take(), initializer, target, lowering)), target));
  }
}

function withDefault(
  value: t.Expression,
  initializer: t.Expression | null,
  target: t.LVal,
  lowering: Lowering,
): t.Expression {
  if (!initializer) return value;
  const { builder } = lowering;
  const result = lowering.store(value);
  const missing = builder.reserve();
  const after = builder.reserve();
  const isMissing = t.binaryExpression('===', lowering.read(result), undefinedValue());
  builder.branch(at(isMissing, initializer), missing, after);
  builder.enterDetached(missing);
  const name = t.isIdentifier(target) ? target.name : null;
  const named =
    name !== null && isAnonymousFunction(initializer) ? preserveName(initializer, name) : initializer;
  lowering.facts.suspensions.adopt(named, initializer);
  builder.assign(result, lowerValue(named, lowering));
  builder.enter(after);
  return lowering.read(result);
}

function lowerArrayPattern(pattern: t.ArrayPattern, value: t.Expression, lowering: Lowering): void {
  const { builder } = lowering;
  const iteration = lowering.store(at(lowering.call('iterate', value), pattern), '_iteration');
  const method = (name: string) =>
    t.callExpression(t.memberExpression(lowering.read(iteration), t.identifier(name)), []);
  closing(iteration, lowering, () => {
    for (const element of pattern.elements) {
      if (element === null) builder.evaluate(method('next'));
      else if (t.isRestElement(element))
        lowerElement(element.argument as t.LVal, () => method('rest'), lowering);
      else lowerElement(element as t.LVal, () => method('next'), lowering);
    }
    builder.evaluate(method('close'));
  });
}
