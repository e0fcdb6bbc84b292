/** `while`, `do` and `for`. The graph has no loops, only edges back; which are loops is the dominators' to say. */
import { t } from '../babel.ts';
import type { BlockId } from '../ir/types.ts';
import { children, isFunctionBoundary } from '../syntax/children.ts';
import { copyEnvironment, enterScope } from './blocks.ts';
import { lowerEffect } from './expression.ts';
import type { JumpTarget } from './jumps.ts';
import { lowerBranch } from './logical.ts';
import type { Lowering } from './lowering.ts';
import { lowerStatement } from './statement.ts';
import { disposing } from './using.ts';

const NO_LABELS: ReadonlySet<string> = new Set();

export function loopTarget(
  node: t.Node,
  breakTo: BlockId,
  continueTo: BlockId,
  lowering: Lowering,
): JumpTarget {
  const labels = lowering.labelsOf.get(node) ?? NO_LABELS;
  return { kind: 'target', labels, breakTo, continueTo, breakable: true };
}

/**
 *   while (test) body
 *
 *   b1: branch test ? b2 : b3
 *   b2: body; jump b1
 *   b3:
 */
export function lowerWhile(node: t.WhileStatement, lowering: Lowering): void {
  const { builder, jumps } = lowering;
  const header = builder.reserve();
  const body = builder.reserve();
  const after = builder.reserve();
  builder.enter(header);
  lowerBranch(node.test, body, after, lowering);
  builder.enterDetached(body);
  jumps.within(loopTarget(node, after, header, lowering), () => lowerStatement(node.body, lowering));
  builder.jump(header);
  builder.enterDetached(after);
}

/**
 *   do body; while (test)
 *
 *   b1: body
 *   b2: branch test ? b1 : b3
 *   b3:
 */
export function lowerDoWhile(node: t.DoWhileStatement, lowering: Lowering): void {
  const { builder, jumps } = lowering;
  const body = builder.reserve();
  const test = builder.reserve();
  const after = builder.reserve();
  builder.enter(body);
  jumps.within(loopTarget(node, after, test, lowering), () => lowerStatement(node.body, lowering));
  builder.enter(test);
  lowerBranch(node.test, body, after, lowering);
  builder.enterDetached(after);
}

/**
 *   for (init; test; update) body
 *
 *   b0: init; [copy the environment, if a closure was made]
 *   b1: branch test ? b2 : b4
 *   b2: body
 *   b3: [copy the environment]; update; jump b1
 *   b4:
 *
 * ES2025 14.7.4.2: a fresh environment for each iteration, and one for the init part alone.
 */
export function lowerFor(node: t.ForStatement, lowering: Lowering): void {
  enterScope(lowering.facts.scopes.of(node), lowering);
  disposing([node.init], node, lowering, () => lowerForParts(node, lowering));
}

function lowerForParts(node: t.ForStatement, lowering: Lowering): void {
  const { builder, jumps, facts } = lowering;
  const scope = facts.scopes.of(node);
  const header = builder.reserve();
  const body = builder.reserve();
  const update = builder.reserve();
  const after = builder.reserve();
  if (t.isVariableDeclaration(node.init)) lowerStatement(node.init, lowering);
  else if (node.init) lowerEffect(node.init, lowering);
  // Nobody can tell the init part's environment from the first iteration's unless it made a closure.
  if (node.init && makesClosure(node.init)) copyEnvironment(scope, lowering);
  builder.enter(header);
  if (node.test) {
    lowerBranch(node.test, body, after, lowering);
    builder.enterDetached(body);
  } else builder.enter(body);
  jumps.within(loopTarget(node, after, update, lowering), () => lowerStatement(node.body, lowering));
  builder.enter(update);
  copyEnvironment(scope, lowering);
  if (node.update) lowerEffect(node.update, lowering);
  builder.jump(header);
  builder.enterDetached(after);
}

function makesClosure(node: t.Node): boolean {
  return isFunctionBoundary(node) || children(node).some(makesClosure);
}
