/**
 * What the marked function itself becomes. It keeps `name` and `length`, cannot be constructed, and has a receiver of its
 * own if the source's had a use for one.
 *
 *   function* f() {}  (a declaration)      →   function f() { … }, which refuses `new`
 *   { function* f() {} }, in sloppy code   →   { let f = () => { … }; }
 *   coroutine(function* () {})             →   () => { … }
 *   coroutine(function* () { this })       →   { name() { … } }.name
 *   *m() {}                                →   m() { … }
 */

import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { hoist, isInBlock } from './declarations.ts';
import type { RuntimeImport } from './states.ts';

export interface Shell {
  readonly name: string;
  readonly parameters: t.Function['params'];
  readonly body: t.Statement[];
  readonly directives: t.Directive[];
  /** `this`, `arguments` or `new.target` are the function's own. */
  readonly usesReceiver: boolean;
  /** A function expression that names itself. */
  readonly usesSelf: boolean;
}

export function emitIntoPlace(path: NodePath<t.Function>, shell: Shell, runtimeImport: RuntimeImport): void {
  const { node } = path;
  if (path.isFunctionDeclaration() && isInBlock(path) && !path.isInStrictMode()) {
    hoist(path, anonymous(path.node, shell, runtimeImport), path.node.id as t.Identifier);
    return;
  }
  if (!t.isFunctionExpression(node) || shell.usesSelf || hasDuplicates(shell.parameters)) {
    becomePlain(node, shell);
    if (t.isFunctionDeclaration(node) || t.isFunctionExpression(node))
      refuseNew(node, node.id?.name ?? '', runtimeImport);
    return;
  }
  const isNamedByPlace = node.id === null || node.id === undefined || node.id.name === nameFromPlace(path);
  const body = t.blockStatement(shell.body, shell.directives);
  if (!shell.usesReceiver && isNamedByPlace) {
    path.replaceWith(
      located(t.arrowFunctionExpression(shell.parameters as t.ArrowFunctionExpression['params'], body), node),
    );
    return;
  }
  const name = node.id?.name ?? nameFromPlace(path) ?? '';
  const isName = t.isValidIdentifier(name, false);
  const key = () => (isName ? t.identifier(name) : t.stringLiteral(name));
  const method = located(
    t.objectMethod('method', key(), shell.parameters as t.ObjectMethod['params'], body, name === '__proto__'),
    node,
  );
  const member = t.memberExpression(t.objectExpression([method]), key(), !isName);
  // Called on the spot it would get the literal for a receiver.
  const value = isCallee(path) ? t.sequenceExpression([t.numericLiteral(0), member]) : member;
  path.replaceWith(located(value, node));
}

function isCallee(path: NodePath): boolean {
  let outer = path;
  while (outer.parentPath && (isCast(outer.parent) || t.isParenthesizedExpression(outer.parent)))
    outer = outer.parentPath;
  const { parent, key } = outer;
  return key === 'tag' || (key === 'callee' && !t.isNewExpression(parent));
}

/** Types that go away, and leave the function called as it was. */
function isCast(node: t.Node): boolean {
  return t.isTSAsExpression(node) || t.isTSSatisfiesExpression(node) || t.isTSNonNullExpression(node);
}

/**
 * In a block of sloppy code a plain function declaration would be seen around the block as well (ES2025 B.3.2), which no
 * generator or async function is. So it is a variable, named by its place.
 */
function anonymous(
  { loc, id }: t.FunctionDeclaration,
  shell: Shell,
  runtimeImport: RuntimeImport,
): t.Expression {
  const body = t.blockStatement(shell.body, shell.directives);
  if (!shell.usesReceiver && !hasDuplicates(shell.parameters))
    return t.arrowFunctionExpression(shell.parameters as t.ArrowFunctionExpression['params'], body);
  const made = t.functionExpression(null, [], t.blockStatement([]));
  becomePlain(made, shell);
  made.loc = loc ?? null;
  refuseNew(made, id?.name ?? '', runtimeImport);
  return made;
}

/** Only a plain sloppy function may have two parameters of one name. */
function hasDuplicates(parameters: t.Function['params']): boolean {
  const names = parameters.flatMap((parameter) => (t.isIdentifier(parameter) ? [parameter.name] : []));
  return new Set(names).size < names.length;
}

/** A declaration, a method, an arrow, or a function that names itself stays what it is, without `*` and `async`. */
export function becomePlain(node: t.Function, { parameters, body, directives }: Shell): void {
  node.params = parameters as typeof node.params;
  node.body = t.blockStatement(body, directives);
  node.async = false;
  node.generator = false;
  if (t.isArrowFunctionExpression(node)) node.expression = false;
  for (const field of ['returnType', 'typeParameters', 'predicate'] as const) {
    if (field in node) (node as unknown as Record<string, unknown>)[field] = null;
  }
}

/** Only a plain function can be constructed: generators and async functions never can. */
function refuseNew(
  node: t.FunctionDeclaration | t.FunctionExpression,
  called: string,
  runtimeImport: RuntimeImport,
): void {
  const target = t.metaProperty(t.identifier('new'), t.identifier('target'));
  const name = t.stringLiteral(called);
  node.body.body.unshift(
    t.ifStatement(target, t.throwStatement(t.callExpression(runtimeImport('notConstructor'), [name]))),
  );
}

/** The name an anonymous function gets from where it stands (ES2025 8.4 NamedEvaluation). */
function nameFromPlace(path: NodePath<t.Function>): string | null {
  const { parent, key } = path;
  if (t.isVariableDeclarator(parent) && key === 'init')
    return t.isIdentifier(parent.id) ? parent.id.name : null;
  if (t.isAssignmentExpression(parent) && key === 'right')
    return t.isIdentifier(parent.left) ? parent.left.name : null;
  if (t.isAssignmentPattern(parent) && key === 'right')
    return t.isIdentifier(parent.left) ? parent.left.name : null;
  if ((t.isObjectProperty(parent) || t.isClassProperty(parent)) && key === 'value' && !parent.computed) {
    if (t.isIdentifier(parent.key)) return parent.key.name;
    if (t.isStringLiteral(parent.key)) return parent.key.value;
  }
  if (t.isExportDefaultDeclaration(parent)) return 'default';
  return null;
}

export function located<N extends t.Node>(node: N, source: t.Node): N {
  node.loc = source.loc ?? null;
  node.start = source.start ?? null;
  node.end = source.end ?? null;
  return node;
}
