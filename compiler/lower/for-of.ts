/**
 * `for-of` and `for await`, with the iterator protocol in the open (ES2025 14.7.5.7 ForIn/OfBodyEvaluation).
 *
 *   for (const x of xs) body
 *
 *   b0: it = iterate(xs)
 *   region: throws → p0, returns → p1
 *     b1: branch it.step() ? b2 : b3
 *     b2: x = it.value; body; jump b1
 *   p0: throw it.fail(received)          the body's error wins over one of `return()`
 *   p1: t = received; it.close(); return t
 *   b3:
 *
 * Every jump out of the body closes on its way. The iterator knows when it has ended or failed by itself, and is not
 * closed then.
 */
import { t } from '../babel.ts';
import type { Variable } from '../ir/types.ts';
import { usingKind } from '../syntax/using.ts';
import { enterScope } from './blocks.ts';
import { assignTarget } from './declarations.ts';
import { lowerValue } from './expression.ts';
import { loopTarget } from './loops.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { lowerPattern } from './patterns.ts';
import { lowerStatement } from './statement.ts';
import { disposing, useResource } from './using.ts';

export function lowerForOf(node: t.ForOfStatement, lowering: Lowering): void {
  if (node.await) lowerForAwait(node, lowering);
  else lowerSyncForOf(node, lowering);
}

function lowerSyncForOf(node: t.ForOfStatement, lowering: Lowering): void {
  const { builder } = lowering;
  const header = builder.reserve();
  const body = builder.reserve();
  const after = builder.reserve();
  const iteration = lowering.store(
    at(lowering.call('iterate', lowerIterated(node, lowering)), node.right),
    '_iteration',
  );
  const target = loopTarget(node, after, header, lowering);
  closing(
    iteration,
    lowering,
    () => {
      builder.enter(header);
      builder.branch(at(method(iteration, 'step', lowering), node.right), body, after);
      builder.enterDetached(body);
      lowerIteration(node, () => member(iteration, 'value', lowering), lowering);
      builder.jump(header);
    },
    target,
  );
  builder.enterDetached(after);
}

/**
 * Runs `body` in a region that closes the iteration on every abrupt way out. `loop`, if given, is the loop whose own
 * `continue` does not leave, and whose `break` does.
 */
export function closing(
  iteration: Variable,
  lowering: Lowering,
  body: () => void,
  loop?: ReturnType<typeof loopTarget>,
): void {
  const { builder, jumps } = lowering;
  const outer = builder.region;
  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  if (lowering.isReturnedInto) if (lowering.isReturnedInto) region.onReturn = builder.reserve();
  builder.enter(builder.reserve());
  const cleanup = {
    kind: 'cleanup',
    region: outer,
    leave: () => builder.evaluate(method(iteration, 'close', lowering)),
  } as const;
  if (loop) jumps.withinLoop(loop, cleanup, body);
  else jumps.within(cleanup, body);
  const rest = builder.reserve();
  builder.region = outer;
  builder.jump(rest);
  builder.enterDetached(region.onThrow);
  builder.terminate({
    kind: 'throw',
    value: method(iteration, 'fail', lowering, lowering.received()),
    loc: null,
  });
  if (region.onReturn !== null) {
    builder.enterDetached(region.onReturn);
    const returned = lowering.store(lowering.received());
    builder.evaluate(method(iteration, 'close', lowering));
    jumps.leave({ kind: 'return', injected: true }, lowering.read(returned), null);
  }
  builder.enterDetached(rest);
}

/** The iterated expression stands in a scope of its own, where the loop's names are in their dead zone. */
export function lowerIterated(node: t.ForOfStatement | t.ForInStatement, lowering: Lowering): t.Expression {
  enterScopeForIterated(node, lowering);
  return lowerValue(node.right, lowering);
}

function enterScopeForIterated(node: t.ForOfStatement | t.ForInStatement, lowering: Lowering): void {
  const scope = lowering.facts.scopes.of(node);
  const readsOwnNames = [...(scope?.bindings.values() ?? [])].some((binding) =>
    binding.references.some(({ role, order }) => role !== 'declaration' && order < binding.declaredAt),
  );
  if (readsOwnNames) enterScope(scope, lowering);
}

/** One element: bound, used, and disposed of if the head says `using`. */
function lowerIteration(node: t.ForOfStatement, element: () => t.Expression, lowering: Lowering): void {
  const resource = usingKind(node.left);
  disposing([node.left], node, lowering, () => {
    bindElement(node, resource ? () => useResource(resource, element(), lowering) : element, lowering);
    lowerStatement(node.body, lowering);
  });
}

/** `const x`, `[a, b]`, `o.p`: whatever the head of the loop names gets the element. */
export function bindElement(
  node: t.ForOfStatement | t.ForInStatement,
  element: () => t.Expression,
  lowering: Lowering,
): void {
  enterScope(lowering.facts.scopes.of(node), lowering);
  const target = (t.isVariableDeclaration(node.left) ? node.left.declarations[0]!.id : node.left) as t.LVal;
  if (t.isIdentifier(target)) assignTarget(target, element(), lowering, node.left);
  else lowerPattern(target, element(), lowering);
}

/**
 *   for await (const x of xs) body
 *
 *   b0: it = asyncIterate(xs)
 *   b1: suspend await it.next() → b2
 *   b2: branch it.done(received) ? b4 : b3
 *   region: throws → p0, returns → p1
 *     b3: x = it.value; body; jump b1
 *   p0: error = received; try { await it.return() } catch {}; throw error
 *   p1: t = received; await it.return(); return t
 *   b4:
 *
 * What fails or is returned in `next` itself closes nothing.
 */
function lowerForAwait(node: t.ForOfStatement, lowering: Lowering): void {
  const { builder, jumps } = lowering;
  const outer = builder.region;
  const header = builder.reserve();
  const body = builder.reserve();
  const after = builder.reserve();
  const iteration = lowering.store(
    at(
      lowering.call(
        lowering.facts.dialect === 'ecmascript' ? 'forAwait' : 'asyncIterate',
        lowerIterated(node, lowering),
      ),
      node.right,
    ),
    '_iteration',
  );
  const target = loopTarget(node, after, header, lowering);
  builder.enter(header);
  const result = lowering.suspend('await', [at(method(iteration, 'next', lowering), node.right)], node.right);
  builder.branch(method(iteration, 'done', lowering, result), after, body);

  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  region.onReturn = builder.reserve();
  const cleanup = {
    kind: 'cleanup',
    region: outer,
    leave: () => closeAsync(iteration, lowering, node),
  } as const;
  builder.enterDetached(body);
  jumps.withinLoop(target, cleanup, () => {
    lowerIteration(node, () => member(iteration, 'value', lowering), lowering);
  });
  builder.switchRegion(outer);
  builder.jump(header);

  builder.region = outer;
  builder.enterDetached(region.onThrow);
  const error = lowering.store(lowering.received(), '_error');
  closeAfterError(iteration, lowering, node);
  builder.terminate({ kind: 'throw', value: lowering.read(error), loc: null });
  if (region.onReturn !== null) {
    builder.enterDetached(region.onReturn);
    const returned = lowering.store(lowering.received());
    closeAsync(iteration, lowering, node);
    jumps.leave({ kind: 'return', injected: true }, lowering.read(returned), null);
  }
  builder.enterDetached(after);
}

/** ES2025 7.4.12 AsyncIteratorClose for a completion that is no throw. */
function closeAsync(iteration: Variable, lowering: Lowering, node: t.Node): void {
  const { builder } = lowering;
  const close = builder.reserve();
  const rest = builder.reserve();
  builder.branch(method(iteration, 'closes', lowering), close, rest);
  builder.enterDetached(close);
  lowering.shields++;
  const result = lowering.suspend('await', [method(iteration, 'return', lowering)], node);
  lowering.shields--;
  builder.evaluate(method(iteration, 'closed', lowering, result));
  builder.enter(rest);
}

/** The same for a throw: whatever goes wrong in closing is dropped, the first error stands. */
function closeAfterError(iteration: Variable, lowering: Lowering, node: t.Node): void {
  const { builder } = lowering;
  const outer = builder.region;
  const rest = builder.reserve();
  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  const close = builder.reserve();
  builder.enter(builder.reserve());
  builder.branch(method(iteration, 'closes', lowering), close, rest);
  builder.enterDetached(close);
  lowering.shields++;
  lowering.suspend('await', [method(iteration, 'return', lowering)], node);
  lowering.shields--;
  builder.switchRegion(outer);
  builder.jump(rest);
  builder.enterDetached(region.onThrow);
  builder.jump(rest);
  builder.enterDetached(rest);
}

function method(
  object: Variable,
  name: string,
  lowering: Lowering,
  ...args: t.Expression[]
): t.CallExpression {
  return t.callExpression(member(object, name, lowering), args);
}

function member(object: Variable, name: string, lowering: Lowering): t.MemberExpression {
  return t.memberExpression(lowering.read(object), t.identifier(name));
}
