/**
 * Whether a reference to `coroutine` that marks nothing is harmless: a re-export, in either module system, a type, or
 * the declarator that takes it out of a required module, whose binding is then recognised.
 */
import type { NodePath } from '../babel.ts';
import { t } from '../babel.ts';
import type { Meaning } from './runtime-bindings.ts';
import { isTakenFromRequired } from './runtime-bindings.ts';

export function isPassedOn(path: NodePath, meaning: Meaning): boolean {
  const { node, parent } = path;
  switch (parent.type) {
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return true;
    case 'VariableDeclarator':
      return t.isIdentifier(parent.id) && isTakenFromRequired(meaning, node);
    case 'AssignmentExpression':
      return parent.right === node && isCommonJSExport(parent.left);
    case 'ObjectProperty':
      return parent.value === node && isExportedObject(path.parentPath?.parentPath);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return isExportGetter(path.getFunctionParent());
    default:
      return t.isTypeScript(parent) || t.isFlow(parent);
  }
}

/** `exports.x`, `module.exports.x`, `module.exports`. */
function isCommonJSExport(target: t.Node): boolean {
  if (!t.isMemberExpression(target)) return false;
  return isExportsObject(target) || isExportsObject(target.object);
}

function isExportsObject(node: t.Node): boolean {
  if (t.isIdentifier(node, { name: 'exports' })) return true;
  return (
    t.isMemberExpression(node) &&
    t.isIdentifier(node.object, { name: 'module' }) &&
    t.isIdentifier(node.property, { name: 'exports' })
  );
}

/** `module.exports = { coroutine }`. */
function isExportedObject(path: NodePath | null | undefined): boolean {
  return (
    path?.isObjectExpression() === true &&
    t.isAssignmentExpression(path.parent) &&
    isCommonJSExport(path.parent.left)
  );
}

/**
 * The getter by which compilers export a live binding:
 * `Object.defineProperty(exports, 'coroutine', { get: function () { return _x.coroutine; } })`, `__export(exports, { … })`.
 */
function isExportGetter(fn: NodePath | null): boolean {
  if (fn === null || !fn.isFunction() || fn.node.params.length > 0) return false;
  const object = fn.isObjectMethod()
    ? fn.parentPath
    : fn.parentPath?.isObjectProperty()
      ? fn.parentPath.parentPath
      : null;
  const call = object?.parent;
  if (!t.isCallExpression(call)) return false;
  const { callee } = call;
  if (t.isMemberExpression(callee)) return t.isIdentifier(callee.property, { name: 'defineProperty' });
  return t.isIdentifier(callee) && ['__export', '_export'].includes(callee.name);
}
