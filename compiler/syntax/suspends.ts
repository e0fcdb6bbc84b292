/** Whether a part of a function suspends it, as its own text says. */
import { t } from '../babel.ts';
import { children, isFunctionBoundary } from './children.ts';
import { usingKind } from './using.ts';

/** `yield`, `await` and their like of the function itself; what is returned too, if returning it awaits. */
export function suspends(node: t.Node, returnsAwait: boolean): boolean {
  if (t.isYieldExpression(node) || t.isAwaitExpression(node)) return true;
  if (t.isForOfStatement(node) && node.await) return true;
  if (usingKind(node) !== null) return true;
  if (returnsAwait && t.isReturnStatement(node) && node.argument) return true;
  if (isFunctionBoundary(node)) {
    // A computed key is evaluated outside of what it names.
    return (
      'computed' in node && node.computed === true && suspends((node as t.ObjectMethod).key, returnsAwait)
    );
  }
  return children(node).some((child) => suspends(child, returnsAwait));
}
