/**
 * `try`. A handler costs nothing until something throws: blocks know their region, and the step's one `catch` sends a
 * throw to the landing pad of the region it came from.
 *
 *   try { a } catch (e) { b } finally { c }
 *
 *   finalizer (finalizer.ts) around, with c as its clean-up:
 *     region: throws → p0
 *       a; jump after
 *     p0: e = received; b
 */
import { t } from '../babel.ts';
import { enterScope } from './blocks.ts';
import { assignTarget } from './declarations.ts';
import { withFinalizer } from './finalizer.ts';
import type { Lowering } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { lowerStatement } from './statement.ts';

export function lowerTry(node: t.TryStatement, lowering: Lowering): void {
  const { finalizer } = node;
  if (!finalizer) return lowerCatch(node, lowering);
  withFinalizer(
    finalizer,
    lowering,
    () => lowerCatch(node, lowering),
    () => lowerStatement(finalizer, lowering),
  );
}

/** The block and its `catch`, without the `finally`. */
function lowerCatch(node: t.TryStatement, lowering: Lowering): void {
  if (!node.handler) return lowerStatement(node.block, lowering);
  const { builder, facts } = lowering;
  const outer = builder.region;
  const pad = builder.reserve();
  const after = builder.reserve();
  const region = builder.openRegion();
  region.onThrow = pad;
  builder.enter(builder.reserve());
  lowerStatement(node.block, lowering);
  builder.jump(after);
  builder.region = outer;
  builder.enterDetached(pad);
  lowerHandler(node.handler);
  builder.enter(after);

  function lowerHandler(handler: t.CatchClause): void {
    const scope = facts.scopes.of(handler);
    if (handler.param) {
      // The dead zone of a pattern's names begins after the error is at hand.
      const error =
        scope && needsEntry()
          ? lowering.read(lowering.store(lowering.received(), '_error'))
          : lowering.received();
      enterScope(scope, lowering);
      if (t.isIdentifier(handler.param) || t.isMemberExpression(handler.param)) {
        assignTarget(handler.param, error, lowering, handler.param);
      } else lowerPattern(handler.param as t.LVal, error, lowering);
    }
    lowerStatement(handler.body, lowering);

    function needsEntry(): boolean {
      return (
        facts.bindings.environmentOf(scope!) !== undefined || facts.bindings.deadAtEntry(scope!).length > 0
      );
    }
  }
}
