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
import { suspends } from '../syntax/suspends.ts';
import { nameFromPlace } from './ecmascript-names.ts';
import { headInBody, type LoopWithTest } from './loop-heads.ts';
import { replaceNode } from './replace-node.ts';

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
    insertAround(owner, declaration);
    declarations.set(node, declaration);
  }
  return id;
}

/** Puts the declaration into the block the path stands in, which is made where there is none. */
function insertAround(path: NodePath, declaration: t.Statement): void {
  let at = path;
  for (;;) {
    const { parentPath, listKey, key } = at;
    if (at.isStatement() && (listKey === 'body' || listKey === 'consequent') && isList(at.parent)) {
      insertBefore(at, declaration);
      return;
    }
    if (parentPath === null) throw new Error('an expression stands in a statement');
    const { parent } = at;
    if (parentPath.isExportDeclaration() && at.isDeclaration()) at = parentPath;
    else if (at.isStatement() && !parentPath.isLabeledStatement()) {
      // The body of a loop or a clause of an `if`.
      ownBlock(at, at.node as t.Statement).body.unshift(declaration);
      return;
    } else if (t.isArrowFunctionExpression(parent) && key === 'body') {
      parent.expression = false;
      ownBlock(at, t.returnStatement(at.node as t.Expression)).body.unshift(declaration);
      return;
    } else if (parentPath.isLoop() && isEvaluatedApart(at) && suspends(at.node, false)) {
      const flag = (wished: string): t.Identifier => declareAround(path, parentPath, wished);
      headInBody(parentPath as NodePath<LoopWithTest>, flag).body.unshift(declaration);
      return;
    } else if (isEvaluatedApart(at)) {
      wrap(path, at, declaration);
      return;
    } else at = parentPath;
  }
}

function insertBefore(at: NodePath, declaration: t.Statement): void {
  const list = at.container as t.Node[];
  // A `switch` may have been put into a block since.
  if (list.includes(at.node)) at.insertBefore(declaration);
  else list.unshift(declaration);
}

/** A block around a node that had none; asked for twice it is the same one. */
function ownBlock(at: NodePath, statement: t.Statement): t.BlockStatement {
  let block = blocks.get(at.node);
  if (!block) {
    block = t.blockStatement([statement]);
    blocks.set(at.node, block);
    const now = t.isReturnStatement(statement) ? { in: statement, key: 'argument' } : block.body;
    replaceNode(at, block, now);
  }
  return block;
}

const blocks = new WeakMap<t.Node, t.BlockStatement>();

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
function wrap(path: NodePath, limit: NodePath, declaration: t.Statement): void {
  let holder = path;
  while (holder !== limit && !holder.isClassExpression() && !holder.isObjectExpression())
    holder = holder.parentPath as NodePath;
  const name = nameFromPlace(holder);
  const node = holder.node as t.Expression;
  const value = typeof name === 'string' && name !== '' ? preserveName(node, name) : node;
  const result = t.returnStatement(value);
  const call = t.callExpression(t.arrowFunctionExpression([], t.blockStatement([declaration, result])), []);
  const inName = value === node ? null : namedProperty(value);
  replaceNode(holder, call, inName ? { in: inName, key: 'value' } : { in: result, key: 'argument' });
}

/** The property that `{ name: f }.name` holds its function in. */
function namedProperty(value: t.Expression): t.Node | null {
  const object = t.isMemberExpression(value) ? value.object : null;
  return t.isObjectExpression(object) ? (object.properties[0] ?? null) : null;
}
