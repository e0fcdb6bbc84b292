/**
 * `try`. A handler costs nothing until something throws: blocks know their region, and the step's one `catch` sends a
 * throw to the landing pad of the region it came from.
 *
 *   try { a } catch (e) { b } finally { c }
 *
 *   outer region: throws → p1, returns → p2
 *     inner region: throws → p0
 *       a; completion = normal; jump finally
 *     p0: e = received; b; completion = normal; jump finally
 *   p1: completion = throw, value = received; jump finally
 *   p2: completion = injected return, value = received; jump finally
 *   finally: c; switch completion: throw → throw value, return → …, normal → after
 */
import { COMPLETION_INJECTED_RETURN, COMPLETION_NORMAL, COMPLETION_THROW } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import { enterScope } from './blocks.ts';
import { assignTarget } from './declarations.ts';
import type { Finalizer } from './jumps.ts';
import type { Lowering } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { lowerStatement } from './statement.ts';

export function lowerTry(node: t.TryStatement, lowering: Lowering): void {
  if (node.finalizer) lowerFinally(node, node.finalizer, lowering);
  else lowerCatch(node, lowering);
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

function lowerFinally(node: t.TryStatement, body: t.BlockStatement, lowering: Lowering): void {
  const { builder, jumps } = lowering;
  const outer = builder.region;
  const after = builder.reserve();
  const finalizer: Finalizer = {
    kind: 'finalizer',
    entry: builder.reserve(),
    completion: builder.temporary('_completion'),
    value: builder.temporary('_outcome'),
    exits: new Map(),
    region: outer,
  };
  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  region.onReturn = builder.reserve();
  builder.enter(builder.reserve());
  jumps.within(finalizer, () => lowerCatch(node, lowering));
  builder.assign(finalizer.completion, t.numericLiteral(COMPLETION_NORMAL), body.loc ?? null);
  builder.region = outer;
  finalizer.exits.set(COMPLETION_INJECTED_RETURN, { kind: 'return', injected: true });

  // Right behind the block, where it is reached when nothing goes wrong; the landing pads come after it.
  builder.enter(finalizer.entry);
  lowering.shields++;
  lowerStatement(body, lowering);
  lowering.shields--;
  goOn();
  land(region.onThrow, COMPLETION_THROW);
  land(region.onReturn, COMPLETION_INJECTED_RETURN);
  builder.enterDetached(after);

  function land(pad: NonNullable<typeof region.onThrow>, completion: number): void {
    builder.enterDetached(pad);
    builder.assign(finalizer.value, lowering.received(), body.loc ?? null);
    builder.assign(finalizer.completion, t.numericLiteral(completion), body.loc ?? null);
    builder.jump(finalizer.entry);
  }

  /** From the end of the `finally`, wherever its completion was going. */
  function goOn(): void {
    const rethrow = builder.reserve();
    const ways = [...finalizer.exits].map(([code, exit]) => ({ code, exit, target: builder.reserve() }));
    const cases = [
      { test: t.numericLiteral(COMPLETION_THROW), target: rethrow },
      ...ways.map(({ code, target }) => ({ test: t.numericLiteral(code), target })),
    ];
    const discriminant = lowering.read(finalizer.completion);
    builder.terminate({ kind: 'switch', discriminant, cases, fallback: after, loc: body.loc ?? null });
    builder.enterDetached(rethrow);
    builder.terminate({ kind: 'throw', value: lowering.read(finalizer.value), loc: body.loc ?? null });
    for (const { exit, target } of ways) {
      builder.enterDetached(target);
      const value = exit.kind === 'return' ? lowering.read(finalizer.value) : null;
      lowering.jumps.leave(exit, value, body);
    }
  }
}
