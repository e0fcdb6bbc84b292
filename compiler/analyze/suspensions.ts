/**
 * Says which nodes contain a suspension point, and which statements are taken apart because of it.
 *
 * A statement is taken apart if it suspends, or if it is a simple one (`if`, block, label) with a jump out of it to
 * something taken apart. Loops, `switch` and `try` that only jump out stay native: they leave through an exit number,
 * so that a hot loop without a suspension remains the loop it was.
 */
import { t } from '../babel.ts';
import { children, isFunctionBoundary, nodeIn } from '../syntax/children.ts';
import { declaresResources, usingKind } from '../syntax/using.ts';
import { partsOfMember } from './class-parts.ts';

export interface Suspensions {
  /** Contains a suspension of this function: closures inside don't count. */
  readonly has: (node: t.Node | null | undefined) => boolean;
  /** Is lowered to blocks. */
  readonly isApart: (node: t.Node) => boolean;
  /** Stays native but jumps out to something taken apart. */
  readonly leavesNatively: (node: t.Node) => boolean;
  /** Nodes put around `inner` by a phase contain what it contains. */
  readonly adopt: (outer: t.Node, inner: t.Node) => void;
}

/** How a jump inside a native statement is judged: does it leave the statement? */
interface NativeTargets {
  readonly labels: ReadonlySet<string>;
  readonly breakable: boolean;
  readonly continuable: boolean;
}

const NOTHING_NATIVE: NativeTargets = { labels: new Set(), breakable: false, continuable: false };

export interface SuspensionOptions {
  readonly strict: boolean;
  /** A `return` is more than leaving: its value may have to be awaited. */
  readonly returnsSuspend: boolean;
  /** And it is awaited where the `return` stands, so that a `try` or an open iterator around it sees it fail. */
  readonly returnsAwait: boolean;
}

export function analyzeSuspensions(
  fn: t.Function,
  { strict, returnsSuspend, returnsAwait }: SuspensionOptions,
): Suspensions {
  const suspending = new Set<t.Node>();
  const apart = new Set<t.Node>();
  const leaving = new Set<t.Node>();

  mark(fn.body, false);
  if (t.isBlockStatement(fn.body)) {
    apart.add(fn.body);
    const returnsLeave = returnsSuspend || declaresResources(fn.body);
    for (const statement of fn.body.body) decide(statement, returnsLeave);
  }
  return {
    has: (node) => node != null && suspending.has(node),
    isApart: (node) => apart.has(node),
    leavesNatively: (node) => leaving.has(node),
    adopt,
  };

  function adopt(outer: t.Node, inner: t.Node): void {
    if (!suspending.has(inner) || outer === inner) return;
    suspending.add(outer);
    for (const child of children(outer))
      if (t.isObjectExpression(child) || t.isObjectProperty(child)) adopt(child, inner);
  }

  /** `guarded`: something around it would see a value fail that a `return` awaits. */
  function mark(node: t.Node, guarded: boolean): boolean {
    let found =
      isSuspensionPoint(node) ||
      (returnsAwait && guarded && t.isReturnStatement(node) && node.argument != null);
    const inside = guarded || t.isTryStatement(node) || t.isForOfStatement(node);
    for (const child of childrenInFunction(node)) if (mark(child, inside)) found = true;
    // Sloppy mode makes a function in a block a `var` of the whole function, which is the coroutine's to keep.
    if (!strict && node !== fn.body && declaresFunction(node)) found = true;
    // A way out that was under way would have to be kept while another one is tried.
    if (t.isTryStatement(node) && node.finalizer && jumpsOut(node.finalizer, NOTHING_NATIVE, true))
      found = true;
    if (found) suspending.add(node);
    return found;
  }

  /** `returnsLeave`: a `return` here crosses a `finally` or an open iterator, so it is a jump like any other. */
  function decide(statement: t.Node, returnsLeave: boolean): void {
    if (!suspending.has(statement) && !jumpsOut(statement, NOTHING_NATIVE, returnsLeave)) return;
    if (!suspending.has(statement) && isNativeConstruct(statement)) {
      leaving.add(statement);
      return;
    }
    apart.add(statement);
    const inner = returnsLeave || cleansUp(statement);
    for (const child of nestedStatements(statement)) decide(child, inner);
  }

  function cleansUp(statement: t.Node): boolean {
    return (
      suspending.has(statement) &&
      (t.isForOfStatement(statement) ||
        (t.isTryStatement(statement) && statement.finalizer != null) ||
        declaresResources(statement))
    );
  }
}

export function isSuspensionPoint(node: t.Node): boolean {
  return (
    t.isYieldExpression(node) ||
    t.isAwaitExpression(node) ||
    (t.isForOfStatement(node) && node.await) ||
    usingKind(node) !== null
  );
}

/** The children that run as part of the same function: of a method its computed key and decorators, of a closure nothing. */
export function childrenInFunction(node: t.Node): t.Node[] {
  if (isFunctionBoundary(node)) return partsOfMember(node).map(({ slot }) => nodeIn(slot));
  return children(node);
}

function declaresFunction(node: t.Node): boolean {
  if (t.isBlockStatement(node)) return node.body.some((statement) => t.isFunctionDeclaration(statement));
  return t.isSwitchCase(node) && node.consequent.some((statement) => t.isFunctionDeclaration(statement));
}

function isNativeConstruct(node: t.Node): boolean {
  if (t.isLabeledStatement(node)) return isNativeConstruct(node.body);
  return t.isLoop(node) || t.isSwitchStatement(node) || t.isTryStatement(node);
}

/** The statements directly inside one, as lowering meets them. */
function nestedStatements(node: t.Node): t.Node[] {
  if (t.isSwitchStatement(node)) return node.cases.flatMap((one) => one.consequent);
  if (t.isTryStatement(node)) {
    const parts: t.Node[] = [node.block];
    if (node.handler) parts.push(node.handler.body);
    if (node.finalizer) parts.push(node.finalizer);
    return parts;
  }
  return children(node).filter((child) => t.isStatement(child));
}

function jumpsOut(node: t.Node, native: NativeTargets, returnsLeave: boolean): boolean {
  if (t.isReturnStatement(node)) return returnsLeave;
  if (t.isBreakStatement(node)) return node.label ? !native.labels.has(node.label.name) : !native.breakable;
  if (t.isContinueStatement(node))
    return node.label ? !native.labels.has(node.label.name) : !native.continuable;
  if (t.isExpression(node) || isFunctionBoundary(node)) return false;
  const inner = nativeInside(node, native);
  const returns = returnsLeave || runsCodeOnReturn(node);
  return children(node).some((child) => jumpsOut(child, inner, returns));
}

/**
 * A `return` out of it runs code on its way: a `finally`, or an iterator's `return()`. The coroutine is not done until
 * that code has run, and may not end at all.
 */
export function runsCodeOnReturn(node: t.Node): boolean {
  return t.isForOfStatement(node) || (t.isTryStatement(node) && node.finalizer != null);
}

function nativeInside(node: t.Node, native: NativeTargets): NativeTargets {
  if (t.isLoop(node)) return { ...native, breakable: true, continuable: true };
  if (t.isSwitchStatement(node)) return { ...native, breakable: true };
  if (t.isLabeledStatement(node)) return { ...native, labels: new Set([...native.labels, node.label.name]) };
  return native;
}
