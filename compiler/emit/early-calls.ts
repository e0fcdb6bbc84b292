/**
 * In a cycle of imports a module's functions can be called before its first statement. There a declaration makes the
 * function when it is called so early, and is replaced by it at the latest when the module runs.
 *
 *   export async function f() {}
 *
 *   _f();
 *   function _f(_function = …) { _f = () => _function; return f = _function; }
 *   export function f() { return _f().apply(this, arguments); }
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { replaceNode } from './replace-node.ts';

/**
 * Whether somebody may call it before its module runs. Another module can, if this one imports it and exports functions;
 * that may lead to any function of the module.
 */
export function mayBeCalledEarly({ parentPath }: NodePath): boolean {
  const outer = parentPath?.isExportDeclaration() ? parentPath.parentPath : parentPath;
  return outer?.isProgram() === true && outer.node.sourceType === 'module' && isOpen(outer.node);
}

function isOpen(program: t.Program): boolean {
  const known = open.get(program);
  if (known !== undefined) return known;
  const found =
    // What comes from a package cannot import this module.
    program.body.some((one) => isModuleSource(one) && /^(?:[./#~]|@\/)/.test(one.source!.value)) &&
    program.body.some(exportsFunctions);
  open.set(program, found);
  return found;
}

const open = new WeakMap<t.Program, boolean>();

function isModuleSource(
  node: t.Node,
): node is t.ImportDeclaration | t.ExportNamedDeclaration | t.ExportAllDeclaration {
  if (t.isImportDeclaration(node)) return node.importKind !== 'type';
  return t.isExportAllDeclaration(node) || (t.isExportNamedDeclaration(node) && node.source != null);
}

function exportsFunctions(node: t.Node): boolean {
  if (t.isExportNamedDeclaration(node)) {
    return node.source == null && (node.specifiers.length > 0 || t.isFunctionDeclaration(node.declaration));
  }
  return (
    t.isExportDefaultDeclaration(node) && (t.isFunction(node.declaration) || t.isIdentifier(node.declaration))
  );
}

export function hoistForEarlyCalls(
  path: NodePath<t.FunctionDeclaration>,
  made: t.Expression,
  name: t.Identifier,
): void {
  const { parentPath } = path;
  const maker = path.scope.getProgramParent().generateUidIdentifier(name.name).name;
  const fn = path.scope.getProgramParent().generateUidIdentifier('function').name;
  const id = t.identifier;
  const call = () => t.callExpression(id(maker), []);
  const again = t.assignmentExpression('=', id(maker), t.arrowFunctionExpression([], id(fn)));
  const replace = t.assignmentExpression('=', id(name.name), id(fn));
  const make = t.functionDeclaration(
    id(maker),
    [t.assignmentPattern(id(fn), made)],
    t.blockStatement([t.expressionStatement(again), t.returnStatement(replace)]),
  );
  const early = t.callExpression(t.memberExpression(call(), id('apply')), [
    t.thisExpression(),
    id('arguments'),
  ]);
  const declaration = t.functionDeclaration(id(name.name), [], t.blockStatement([t.returnStatement(early)]));
  declaration.loc = make.loc = made.loc ?? null;
  const statement = parentPath.isExportDeclaration() ? parentPath : path;
  const { body } = path.scope.getProgramParent().path.node as t.Program;
  replaceNode(path, declaration);
  body.splice(body.indexOf(statement === path ? declaration : (statement.node as t.Statement)), 0, make);
  body.splice(
    body.findIndex((one) => !t.isImportDeclaration(one)),
    0,
    t.expressionStatement(call()),
  );
}
