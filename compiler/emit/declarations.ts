/**
 * Function declarations whose functions are made by an expression: they still are there before the first statement of
 * their scope (ES2025 10.2.11 FunctionDeclarationInstantiation, 14.2.3 BlockDeclarationInstantiation).
 *
 *   f(); function* f() {}              →   var f = …; f();
 *   { f(); async function f() {} }     →   { let f = …; f(); }
 *   export async function f() {}       →   var f = …; export { f };      and see early-calls.ts
 *   switch (x) { case 0: f(); case 1: function* f() {} }
 *     →  { const d = x; { let f; switch (d) { case (f = …, {}): case 0: f(); case 1: } } }
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { hoistForEarlyCalls, mayBeCalledEarly } from './early-calls.ts';
import { replaceNode } from './replace-node.ts';

export function hoist(path: NodePath<t.FunctionDeclaration>, made: t.Expression, name: t.Identifier): void {
  const { parentPath } = path;
  if (mayBeCalledEarly(path)) return hoistForEarlyCalls(path, made, name);
  if (parentPath.isExportNamedDeclaration() && t.isTSModuleBlock(parentPath.parent)) {
    // A namespace exports declarations alone, and Babel takes no others than constants.
    const constant = t.variableDeclaration('const', [t.variableDeclarator(t.identifier(name.name), made)]);
    const { body } = parentPath.parent;
    body.splice(body.indexOf(parentPath.node), 1);
    body.unshift(t.exportNamedDeclaration(constant));
    return;
  }
  if (parentPath.isExportNamedDeclaration() || parentPath.isExportDefaultDeclaration()) {
    const exported = parentPath.isExportDefaultDeclaration() ? 'default' : name.name;
    const specifier = t.exportSpecifier(t.identifier(name.name), t.identifier(exported));
    const list = parentPath;
    const replacement = t.exportNamedDeclaration(null, [specifier]);
    t.inheritsComments(replacement, list.node);
    put(list, 'var', made, name);
    list.node.leadingComments = null;
    list.replaceWith(replacement);
    return;
  }
  if (path.listKey === 'consequent' && t.isSwitchCase(path.parent)) return hoistInSwitch(path, made, name);
  const kind = isVarScope(path.parentPath) ? 'var' : 'let';
  const replaced = kind === 'var' && isReplaced(path, name.name);
  if (!replaced) put(path, kind, made, name);
  path.remove();
}

/** Whether the function is kept in a `var` of its name, which is there before it. */
export function becomesVar(path: NodePath<t.FunctionDeclaration>): boolean {
  const isOfNamespace = path.parentPath.isExportDeclaration() && t.isTSModuleBlock(path.parentPath.parent);
  return !isInBlock(path) && !isOfNamespace && !mayBeCalledEarly(path);
}

/** Whether it is declared in a block or a `switch`, not at the top level of a function, script or module. */
export function isInBlock(path: NodePath<t.FunctionDeclaration>): boolean {
  return !path.parentPath.isExportDeclaration() && !isVarScope(path.parentPath);
}

/** Top levels of functions, scripts and modules: functions there are variables of the whole. */
function isVarScope(block: NodePath): boolean {
  if (block.isProgram() || block.isStaticBlock() || block.isTSModuleBlock()) return true;
  return block.isBlockStatement() && t.isFunction(block.parent);
}

/** Of several functions of one name at a top level the last one is the function. */
function isReplaced(path: NodePath<t.FunctionDeclaration>, name: string): boolean {
  const list = path.container as t.Node[];
  return list
    .slice((path.key as number) + 1)
    .some((later) => t.isFunctionDeclaration(later) && later.id?.name === name);
}

function put(path: NodePath, kind: 'var' | 'let', made: t.Expression, name: t.Identifier): void {
  const declaration = t.variableDeclaration(kind, [t.variableDeclarator(t.identifier(name.name), made)]);
  declaration.loc = made.loc ?? null;
  const block = path.parentPath as NodePath<t.BlockStatement>;
  const list = path.container as t.Statement[];
  // A later declaration of the name has been put there already.
  if (list.some((one) => isOwn(one, name.name))) return;
  own.add(declaration);
  const start = list.findIndex((statement) => !t.isImportDeclaration(statement));
  (block.get(path.listKey as string) as unknown as NodePath[])[start]!.insertBefore(declaration);
}

const own = new WeakSet<t.Node>();

function isOwn(node: t.Node, name: string): boolean {
  return t.isVariableDeclaration(node) && own.has(node) && t.isIdentifier(node.declarations[0]?.id, { name });
}

/**
 * The scope of a `switch` is entered behind its discriminant: there a test that never matches makes the functions. The
 * discriminant must not see their names.
 */
function hoistInSwitch(path: NodePath<t.FunctionDeclaration>, made: t.Expression, name: t.Identifier): void {
  const node = path.parentPath.parent as t.SwitchStatement;
  const statement = path.parentPath.parentPath as NodePath;
  path.remove();
  let hoisted = switches.get(node);
  if (!hoisted) {
    hoisted = {
      variables: t.variableDeclaration('let', []),
      test: t.sequenceExpression([t.objectExpression([])]),
    };
    switches.set(node, hoisted);
    node.cases.unshift(t.switchCase(hoisted.test, []));
    const saved = statement.scope.getProgramParent().generateUidIdentifier('discriminant');
    const save = t.variableDeclaration('const', [t.variableDeclarator(saved, node.discriminant)]);
    node.discriminant = t.cloneNode(saved);
    const inner = t.blockStatement([hoisted.variables, node]);
    replaceNode(statement, t.blockStatement([save, inner]), inner.body);
  }
  hoisted.variables.declarations.push(t.variableDeclarator(t.identifier(name.name)));
  hoisted.test.expressions.unshift(t.assignmentExpression('=', t.identifier(name.name), made));
}

interface Hoisted {
  readonly variables: t.VariableDeclaration;
  readonly test: t.SequenceExpression;
}

const switches = new WeakMap<t.SwitchStatement, Hoisted>();
