/**
 * Erases TypeScript's types from a function that is taken apart: what the states are made of is JavaScript.
 *
 * In:    a function as the parser made it, types or none.
 * Out:   no annotation, cast, assertion, overload or local type is left in it, closures included.
 * Keeps: every node that has an effect. `enum` and `namespace` have become code before (compiler/typescript-declarations.ts);
 *        parameter properties stay, for the constructor of a class inside.
 *
 *   (x as number)!  →  x        function f<T>(this: T, a?: T): a is T  →  function f(a)
 */
import { t } from '../babel.ts';
import { childSlots, nodeIn, type Slot } from '../syntax/children.ts';

export function eraseTypes(root: t.Function): void {
  eraseIn(root);
}

function eraseIn(node: t.Node): void {
  eraseFields(node);
  for (const slot of childSlots(node)) {
    unwrapCasts(slot);
    eraseIn(nodeIn(slot));
  }
}

/** Fields that carry types or modifiers only. */
const TYPE_FIELDS = [
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeParameters',
  'implements',
  'predicate',
] as const;

const MODIFIERS = [
  'optional',
  'definite',
  'accessibility',
  'readonly',
  'override',
  'abstract',
  'declare',
] as const;

function eraseFields(node: t.Node): void {
  if (isOptionalChainLink(node)) {
    deleteFields(node, ['typeParameters', 'typeArguments']);
    return;
  }
  if (t.isTSType(node)) return;
  deleteFields(node, TYPE_FIELDS);
  if (!t.isTSParameterProperty(node)) deleteFields(node, MODIFIERS);
  if (t.isFunction(node)) eraseThisParameter(node);
  if (t.isClassBody(node)) node.body = node.body.filter((member) => !isTypeOnlyMember(member));
  if ('body' in node && Array.isArray(node.body)) {
    (node as { body: t.Node[] }).body = (node.body as t.Node[]).filter(
      (child) => !isTypeOnlyStatement(child),
    );
  }
  if (t.isSwitchCase(node)) node.consequent = node.consequent.filter((child) => !isTypeOnlyStatement(child));
}

/** In a chain `optional` is no type's business: it is the `?.`. */
function isOptionalChainLink(node: t.Node): boolean {
  return t.isOptionalMemberExpression(node) || t.isOptionalCallExpression(node);
}

function deleteFields(node: t.Node, fields: readonly string[]): void {
  const record = node as unknown as Record<string, unknown>;
  for (const field of fields) if (record[field] != null) delete record[field];
}

function eraseThisParameter(node: t.Function): void {
  const first = (node.params as t.Node[])[0];
  if (t.isIdentifier(first, { name: 'this' })) node.params.shift();
}

function isTypeOnlyMember(member: t.Node): boolean {
  if (t.isTSDeclareMethod(member) || t.isTSIndexSignature(member)) return true;
  return (
    (t.isClassProperty(member) || t.isClassPrivateProperty(member)) &&
    (member as { declare?: boolean }).declare === true
  );
}

function isTypeOnlyStatement(statement: t.Node): boolean {
  return (
    t.isTSInterfaceDeclaration(statement) ||
    t.isTSTypeAliasDeclaration(statement) ||
    t.isTSDeclareFunction(statement) ||
    ('declare' in statement && statement.declare === true)
  );
}

/** `(x as T)!` is `x`, in a target as well as in a value. */
function unwrapCasts(slot: Slot): void {
  for (;;) {
    const node = nodeIn(slot);
    if (
      t.isTSAsExpression(node) ||
      t.isTSSatisfiesExpression(node) ||
      t.isTSNonNullExpression(node) ||
      t.isTSTypeAssertion(node) ||
      t.isTSInstantiationExpression(node) ||
      t.isParenthesizedExpression(node)
    ) {
      slot.container[slot.key] = node.expression;
    } else return;
  }
}
