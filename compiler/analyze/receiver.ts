/** Which of its shell's own things a coroutine uses: they decide whether the shell can be an arrow. */
import { t } from '../babel.ts';
import { children, isFunctionBoundary } from '../syntax/children.ts';
import { isDirectEval } from './dynamic-scope.ts';

export interface ReceiverUses {
  readonly usesThis: boolean;
  readonly usesArguments: boolean;
  readonly usesNewTarget: boolean;
  readonly usesSuper: boolean;
}

export function analyzeReceiver(fn: t.Function): ReceiverUses {
  const uses = { usesThis: false, usesArguments: false, usesNewTarget: false, usesSuper: false };
  for (const node of [...fn.params, fn.body]) look(node);
  return uses;

  function look(node: t.Node): void {
    if (t.isThisExpression(node) || t.isJSXIdentifier(node, { name: 'this' })) uses.usesThis = true;
    else if (t.isSuper(node)) uses.usesSuper = true;
    else if (isArguments(node)) uses.usesArguments = true;
    else if (t.isMetaProperty(node)) uses.usesNewTarget ||= node.meta.name === 'new';
    else if (isDirectEval(node)) {
      // Its code may use any of them.
      uses.usesThis = uses.usesArguments = uses.usesNewTarget = uses.usesSuper = true;
    }
    if (hasItsOwnReceiver(node)) {
      if ('computed' in node && node.computed && 'key' in node) look(node.key as t.Node);
      return;
    }
    for (const child of children(node)) look(child);
  }
}

/** `<arguments.x />` is one more way to name it. */
function isArguments(node: t.Node): boolean {
  return t.isIdentifier(node, { name: 'arguments' }) || t.isJSXIdentifier(node, { name: 'arguments' });
}

function hasItsOwnReceiver(node: t.Node): boolean {
  return isFunctionBoundary(node) && !t.isArrowFunctionExpression(node);
}
