/**
 * `using` and `await using` (Explicit Resource Management): the block, loop head or iteration that declares a resource
 * disposes of it on every way out. Always lowered, since older engines lack it.
 *
 *   { using a = f(); body }
 *
 *   b0: stack = disposables()
 *   region of a finalizer:
 *     a = stack.use(f()); body
 *   finalizer: stack.dispose(completion is throw, value)
 */
import { COMPLETION_THROW } from '../../runtime/abi.ts';
import { t } from '../babel.ts';
import type { Variable } from '../ir/types.ts';
import { usingKind } from '../syntax/using.ts';
import { withFinalizer } from './finalizer.ts';
import type { Finalizer } from './jumps.ts';
import type { Lowering } from './lowering.ts';

/** Runs `body`, which belongs to a scope that these statements stand in, and disposes of what they declare. */
export function disposing(
  statements: readonly (t.Node | null | undefined)[],
  source: t.Node,
  lowering: Lowering,
  body: () => void,
): void {
  const kinds = statements.map((statement) => usingKind(statement)).filter((kind) => kind !== null);
  if (kinds.length === 0) return body();
  const stack = lowering.store(lowering.call('disposables'), '_stack');
  const outer = lowering.disposables;
  lowering.disposables = stack;
  const inside = () => {
    body();
    lowering.disposables = outer;
  };
  withFinalizer(source, lowering, inside, (finalizer) => {
    if (kinds.includes('await using')) disposeAwaiting(stack, finalizer, source, lowering);
    else lowering.builder.evaluate(method(stack, 'dispose', lowering, ...outcome(finalizer, lowering)));
  });
}

/** `x = stack.use(value)` */
export function useResource(
  kind: 'using' | 'await using',
  value: t.Expression,
  lowering: Lowering,
): t.Expression {
  return method(lowering.disposables!, kind === 'using' ? 'use' : 'useAsync', lowering, value);
}

/**
 *   b0: stack.begin(failed, error)
 *   b1: branch stack.step() ? b2 : b4
 *   region: throws → p0
 *     b2: suspend await stack.awaited; jump b1
 *   p0: stack.caught(received); jump b1
 *   b4: stack.end()
 */
function disposeAwaiting(stack: Variable, finalizer: Finalizer, source: t.Node, lowering: Lowering): void {
  const { builder } = lowering;
  const outer = builder.region;
  const header = builder.reserve();
  const wait = builder.reserve();
  const after = builder.reserve();
  builder.evaluate(method(stack, 'begin', lowering, ...outcome(finalizer, lowering)));
  builder.enter(header);
  builder.branch(method(stack, 'step', lowering), wait, after);
  const region = builder.openRegion();
  region.onThrow = builder.reserve();
  builder.enterDetached(wait);
  lowering.suspend('await', [t.memberExpression(lowering.read(stack), t.identifier('awaited'))], source);
  builder.switchRegion(outer);
  builder.jump(header);
  builder.enterDetached(region.onThrow);
  builder.evaluate(method(stack, 'caught', lowering, lowering.received()));
  builder.jump(header);
  builder.enterDetached(after);
  builder.evaluate(method(stack, 'end', lowering));
}

function outcome({ completion, value }: Finalizer, lowering: Lowering): t.Expression[] {
  const failed = t.binaryExpression('===', lowering.read(completion), t.numericLiteral(COMPLETION_THROW));
  return [failed, lowering.read(value)];
}

function method(
  stack: Variable,
  name: string,
  lowering: Lowering,
  ...args: t.Expression[]
): t.CallExpression {
  return t.callExpression(t.memberExpression(lowering.read(stack), t.identifier(name)), args);
}
