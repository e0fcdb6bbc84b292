/**
 * JSX. An element stays one, for whatever compiles JSX afterwards; what it is made of is evaluated before it, in the
 * order of the source: the tag, the attributes, the children.
 *
 *   <A x={f()} {...g()}>{yield a}<b /></A>
 *
 *   t1 = A; t2 = f(); t3 = { ...g() }; suspend a; <t1 x={t2} {...t3}>{received}<b /></t1>
 */
import { t } from '../babel.ts';
import { preserveName } from '../syntax/function-names.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { lastSuspending } from './operands.ts';

type Part = t.JSXOpeningElement['attributes'][number] | t.JSXElement['children'][number];

export function lowerJsx(node: t.JSXElement | t.JSXFragment, lowering: Lowering): t.Expression {
  const attributes = t.isJSXElement(node) ? node.openingElement.attributes : [];
  const parts: Part[] = [...attributes, ...node.children];
  const last = lastSuspending(parts, lowering);
  if (t.isJSXElement(node)) saveTag(node, lowering);
  const lowered = parts.map((part, i) => (i > last ? part : lowerPart(part, i === last, lowering)));
  if (t.isJSXElement(node))
    node.openingElement.attributes = lowered.slice(0, attributes.length) as typeof attributes;
  node.children = lowered.slice(attributes.length) as t.JSXElement['children'];
  return node;
}

function lowerPart(part: Part, isLast: boolean, lowering: Lowering): Part {
  if (t.isJSXText(part)) return part;
  if (t.isJSXElement(part) || t.isJSXFragment(part))
    return t.jsxExpressionContainer(valueOf(part, isLast, lowering));
  if (t.isJSXExpressionContainer(part)) {
    if (!t.isJSXEmptyExpression(part.expression))
      part.expression = valueOf(part.expression, isLast, lowering);
  } else if (t.isJSXSpreadAttribute(part)) {
    const value = lowerValue(part.argument, lowering);
    part.argument = isLast ? value : copied(t.objectExpression([t.spreadElement(value)]), lowering);
  } else if (t.isJSXSpreadChild(part)) {
    const value = lowerValue(part.expression, lowering);
    part.expression = isLast ? value : copied(t.arrayExpression([t.spreadElement(value)]), lowering);
  } else lowerAttribute(part, isLast, lowering);
  return part;
}

function lowerAttribute(attribute: t.JSXAttribute, isLast: boolean, lowering: Lowering): void {
  const { value } = attribute;
  if (value == null || t.isStringLiteral(value)) return;
  const expression = t.isJSXExpressionContainer(value) ? value.expression : value;
  if (t.isJSXEmptyExpression(expression)) return;
  // In place a class takes the attribute's name, as it would from a property of the props.
  const named = t.isClassExpression(expression) ? preserveName(expression, nameOf(attribute)) : expression;
  lowering.facts.suspensions.adopt(named, expression);
  attribute.value = t.jsxExpressionContainer(valueOf(named, isLast, lowering));
}

function nameOf({ name }: t.JSXAttribute): string {
  return t.isJSXIdentifier(name) ? name.name : `${name.namespace.name}:${name.name.name}`;
}

function valueOf(node: t.Expression, isLast: boolean, lowering: Lowering): t.Expression {
  const value = lowerValue(node, lowering);
  return isLast ? value : lowering.save(value);
}

/** What is spread before a suspension is read at its place. */
function copied(copy: t.Expression, lowering: Lowering): t.Expression {
  return lowering.read(lowering.store(copy));
}

/** The component as it is before anything suspends. What begins with `_` is a component to all who compile JSX. */
function saveTag({ openingElement, closingElement }: t.JSXElement, lowering: Lowering): void {
  const { name } = openingElement;
  if (t.isJSXNamespacedName(name) || isFixed(name, lowering)) return;
  const variable = lowering.store(expressionOf(name, lowering), `_${lastName(name)}`);
  const tag = () => {
    const id = t.jsxIdentifier(variable.name);
    lowering.builder.fn.references.set(id, variable);
    return id;
  };
  openingElement.name = tag();
  if (closingElement) closingElement.name = tag();
}

type TagName = t.JSXIdentifier | t.JSXMemberExpression;

/** A name of HTML, `this`, or a component that nobody assigns again. */
function isFixed(name: TagName, lowering: Lowering): boolean {
  if (!t.isJSXIdentifier(name)) return false;
  if (/^[a-z]/.test(name.name) || name.name.includes('-')) return true;
  const variable = lowering.builder.fn.references.get(name);
  return variable !== undefined && lowering.facts.bindings.stable.has(variable);
}

function expressionOf(name: TagName, lowering: Lowering): t.Expression {
  if (t.isJSXMemberExpression(name))
    return t.memberExpression(expressionOf(name.object, lowering), t.identifier(name.property.name));
  if (name.name === 'this') return t.thisExpression();
  const variable = lowering.builder.fn.references.get(name);
  return at(variable ? lowering.read(variable) : t.identifier(name.name), name);
}

function lastName(name: TagName): string {
  return t.isJSXMemberExpression(name) ? name.property.name : name.name;
}
