/**
 * Variables that emission needs outside of a function: what a class's methods find themselves by, and computed keys. Each
 * is declared in the innermost block around, so that every evaluation of the block has its own.
 *
 *   class C { *m() {} }                    →   let _m; class C { … }
 *   const mixin = (B) => class extends B { *m() {} }   →   (B) => { let _m; return class extends B { … }; }
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import { preserveName } from '../syntax/function-names.ts';
import { nameFromPlace } from './ecmascript-names.ts';

/** One declaration for each class or object, whatever has become of the paths inside it since. */
const declarations = new WeakMap<t.Node, t.VariableDeclaration>();

/** A free name for a variable that `owner`, the class, literal or property around the path, may use. */
export function declareAround(path: NodePath, owner: NodePath, wished: string): t.Identifier {
  const id = path.scope.getProgramParent().generateUidIdentifier(wished);
  const declarator = t.variableDeclarator(t.cloneNode(id));
  const known = declarations.get(owner.node);
  if (known) known.declarations.push(declarator);
  else {
    const { node } = owner;
    const declaration = t.variableDeclaration('let', [declarator]);
    blockAround(owner).insertBefore(declaration);
    declarations.set(node, declaration);
  }
  return id;
}

/** The statement of a list that the path stands in, made one where there is none. */
function blockAround(path: NodePath): NodePath {
  let at = path;
  for (;;) {
    const { parentPath, listKey, key } = at;
    // An expression that has been put into a block of its own before.
    if (at.isBlockStatement() && at !== path) return (at.get('body') as NodePath[])[0]!;
    if (at.isStatement() && (listKey === 'body' || listKey === 'consequent') && isList(at.parent)) return at;
    if (parentPath === null) throw new Error('an expression stands in a statement');
    if (parentPath.isExportDeclaration() && at.isDeclaration()) at = parentPath;
    else if (at.isStatement() && !parentPath.isLabeledStatement()) {
      // The body of a loop or a clause of an `if`.
      const [block] = at.replaceWith(t.blockStatement([at.node]));
      return (block.get('body') as NodePath[])[0]!;
    } else if (parentPath.isArrowFunctionExpression() && key === 'body') {
      const expression = at.node as t.Expression;
      parentPath.node.expression = false;
      const [block] = at.replaceWith(t.blockStatement([t.returnStatement(expression)]));
      return (block.get('body') as NodePath[])[0]!;
    } else if (isEvaluatedApart(at)) return wrapped(path, at);
    else at = parentPath;
  }
}

function isList(node: t.Node): boolean {
  return t.isBlock(node) || t.isStaticBlock(node) || t.isSwitchCase(node) || t.isTSModuleBlock(node);
}

/** Parameters, initialisers of fields, heads of loops: evaluated more often than the statement around them. */
function isEvaluatedApart({ parent, key, listKey }: NodePath): boolean {
  if (t.isFunction(parent)) return listKey === 'params';
  if (t.isClassProperty(parent) || t.isClassPrivateProperty(parent) || t.isClassAccessorProperty(parent)) {
    return key === 'value';
  }
  if (t.isForStatement(parent)) return key === 'test' || key === 'update';
  return t.isWhileStatement(parent) || t.isDoWhileStatement(parent);
}

/** `(() => { let _m; return class {}; })()`, and under its name. */
function wrapped(path: NodePath, limit: NodePath): NodePath {
  let holder = path;
  while (holder !== limit && !holder.isClassExpression() && !holder.isObjectExpression())
    holder = holder.parentPath!;
  const name = nameFromPlace(holder);
  const node = holder.node as t.Expression;
  const value = typeof name === 'string' && name !== '' ? preserveName(node, name) : node;
  const body = t.blockStatement([t.returnStatement(value)]);
  const [call] = holder.replaceWith(t.callExpression(t.arrowFunctionExpression([], body), []));
  return (call.get('callee.body.body') as NodePath[])[0]!;
}
