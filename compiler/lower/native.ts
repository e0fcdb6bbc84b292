/**
 * Statements without a suspension stay native. What changes in them: `var` declarations, whose names are variables of
 * the coroutine, and jumps out to something that is taken apart.
 *
 *   for (const x of xs) if (x) continue outer;   →   _leave: for (const x of xs) if (x) { _exit = 1; break _leave; }
 *                                                    switch _exit: 1 → outer's update
 */

import { runsCodeOnReturn } from '../analyze/suspensions.ts';
import { t } from '../babel.ts';
import type { Variable } from '../ir/types.ts';
import { children, childSlots, isFunctionBoundary, nodeIn, type Slot } from '../syntax/children.ts';
import { withoutName } from '../syntax/function-names.ts';
import type { Exit } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';

export function lowerNative(node: t.Statement, lowering: Lowering): void {
  if (t.isEmptyStatement(node)) return;
  if (t.isExpressionStatement(node)) return lowering.builder.evaluate(node.expression, node.loc ?? null);
  const holder = t.blockStatement([node]);
  unhoistVars({ container: holder.body as unknown as Slot['container'], key: 0 }, lowering);
  const statement = holder.body[0]!;
  if (t.isEmptyStatement(statement)) return;
  if (lowering.facts.suspensions.leavesNatively(node)) leaveNatively(statement, lowering);
  else lowering.builder.statement(statement);
}

/** `var` inside native code: the name is the coroutine's, so only its assignments stay. */
function unhoistVars(slot: Slot, lowering: Lowering): void {
  const node = nodeIn(slot);
  if (t.isExpression(node) || isFunctionBoundary(node) || t.isClass(node)) return;
  if (t.isForXStatement(node) && t.isVariableDeclaration(node.left, { kind: 'var' })) {
    // `for (var k = f() in o)`, which sloppy mode still has (ES2025 B.3.5).
    const initializer = assignments(node.left);
    node.left = node.left.declarations[0]!.id as t.LVal;
    if (initializer) {
      node.left = copyOf(node.left as t.Identifier, lowering);
      node.right = t.sequenceExpression([initializer, node.right]);
    }
  }
  if (t.isForStatement(node) && t.isVariableDeclaration(node.init, { kind: 'var' })) {
    node.init = assignments(node.init);
  }
  if (t.isVariableDeclaration(node, { kind: 'var' })) {
    const expression = assignments(node);
    slot.container[slot.key] = expression ? at(t.expressionStatement(expression), node) : t.emptyStatement();
    return;
  }
  for (const child of childSlots(node)) unhoistVars(child, lowering);
}

function copyOf(node: t.Identifier, { builder }: Lowering): t.Identifier {
  const variable = builder.fn.references.get(node);
  const copy = t.cloneNode(node);
  if (variable) builder.fn.references.set(copy, variable);
  return copy;
}

function assignments(node: t.VariableDeclaration): t.Expression | null {
  const parts = node.declarations
    .filter(({ init }) => init)
    .map((declarator) =>
      at(t.assignmentExpression('=', declarator.id as t.LVal, declarator.init!), declarator),
    );
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : at(t.sequenceExpression(parts), node);
}

/** Which jumps stay inside the native statement. */
interface Native {
  readonly labels: ReadonlySet<string>;
  readonly breakable: boolean;
  readonly continuable: boolean;
  readonly returns: boolean;
}

/** A `return` without a value is one of its own: an async generator waits for values only (ES2025 14.10.1). */
interface WayOut {
  readonly exit: Exit;
  readonly hasValue: boolean;
}

/** Gives each way out a number, and dispatches on it behind the statement. */
function leaveNatively(node: t.Statement, lowering: Lowering): void {
  const { builder, facts } = lowering;
  const exit = builder.temporary('_exit');
  const label = facts.bindings.names.take('_leave');
  const exits: WayOut[] = [];
  let value: Variable | null = null;
  const holder = t.blockStatement([node]);
  replaceJumps(
    { container: holder.body as unknown as Slot['container'], key: 0 },
    { labels: new Set(), breakable: false, continuable: false, returns: !lowering.returnsLeave },
  );
  if (exits.length === 0) return builder.statement(holder.body[0]!);
  builder.assign(exit, t.numericLiteral(0), node.loc ?? null);
  builder.statement(at(t.labeledStatement(t.identifier(label), mended(holder.body[0]!)), node));
  const after = builder.reserve();
  const cases = exits.map((_, index) => ({ test: t.numericLiteral(index + 1), target: builder.reserve() }));
  builder.terminate({
    kind: 'switch',
    discriminant: lowering.read(exit),
    cases,
    fallback: after,
    loc: node.loc ?? null,
  });
  for (const [index, { exit, hasValue }] of exits.entries()) {
    builder.enterDetached(cases[index]!.target);
    let returned: t.Expression | null = hasValue && value ? lowering.read(value) : null;
    if (returned && facts.kind === 'async-generator') returned = lowering.suspend('await', [returned], node);
    lowering.jumps.leave(exit, returned, node);
  }
  builder.enterDetached(after);

  /** An error on the way out, of an iterator's `return()` or a `finally`, may be caught inside: then it leads nowhere. */
  function mended(left: t.Statement): t.Statement {
    if (!holdsHandler(left)) return left;
    const goesOn = t.expressionStatement(
      t.assignmentExpression('=', lowering.read(exit), t.numericLiteral(0)),
    );
    return at(t.blockStatement([left, at(goesOn, node)]), node);
  }

  function replaceJumps(slot: Slot, native: Native): void {
    const statement = nodeIn(slot);
    if (t.isExpression(statement) || isFunctionBoundary(statement)) return;
    const way = wayOut(statement, native);
    if (way) {
      const body: t.Statement[] = [];
      if (t.isReturnStatement(statement) && statement.argument) {
        value ??= builder.temporary('_returned');
        const returned = withoutName(statement.argument);
        body.push(t.expressionStatement(t.assignmentExpression('=', lowering.read(value), returned)));
      }
      body.push(
        t.expressionStatement(
          t.assignmentExpression('=', lowering.read(exit), t.numericLiteral(numberOf(way))),
        ),
      );
      body.push(t.breakStatement(t.identifier(label)));
      for (const part of body) at(part, statement);
      slot.container[slot.key] = at(t.blockStatement(body), statement);
      return;
    }
    const inner = {
      labels: t.isLabeledStatement(statement)
        ? new Set([...native.labels, statement.label.name])
        : native.labels,
      breakable: native.breakable || t.isLoop(statement) || t.isSwitchStatement(statement),
      continuable: native.continuable || t.isLoop(statement),
      returns: native.returns && !runsCodeOnReturn(statement),
    };
    for (const child of childSlots(statement)) replaceJumps(child, inner);
  }

  function wayOut(statement: t.Node, native: Native): WayOut | null {
    if (t.isReturnStatement(statement)) {
      if (native.returns) return null;
      return { exit: { kind: 'return', injected: false }, hasValue: statement.argument != null };
    }
    if (!t.isBreakStatement(statement) && !t.isContinueStatement(statement)) return null;
    const kind = t.isBreakStatement(statement) ? 'break' : 'continue';
    const name = statement.label?.name ?? null;
    const stays =
      name !== null ? native.labels.has(name) : kind === 'break' ? native.breakable : native.continuable;
    return stays ? null : { exit: { kind, target: lowering.jumps.find(kind, name) }, hasValue: false };
  }

  function numberOf(way: WayOut): number {
    const known = exits.findIndex((one) => isSame(one, way));
    return known >= 0 ? known + 1 : exits.push(way);
  }
}

function isSame(one: WayOut, other: WayOut): boolean {
  if (one.exit.kind === 'return' || other.exit.kind === 'return')
    return one.exit.kind === other.exit.kind && one.hasValue === other.hasValue;
  return one.exit.kind === other.exit.kind && one.exit.target === other.exit.target;
}

function holdsHandler(node: t.Node): boolean {
  if (t.isExpression(node) || isFunctionBoundary(node)) return false;
  return (t.isTryStatement(node) && node.handler != null) || children(node).some(holdsHandler);
}
