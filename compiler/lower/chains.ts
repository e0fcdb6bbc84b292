/**
 * Optional chains (ES2025 13.3.9). Each `?.` looks at what is left of it, and leaves the whole chain if that is nullish.
 *
 *   a?.b(yield c).d
 *
 *   t1 = a; branch t1 is nullish ? b2 : b1
 *   b1: t2 = t1.b; suspend c; r = call(t2, t1, [received]).d; jump b3
 *   b2: r = undefined
 *   b3: r
 */
import { t } from '../babel.ts';
import type { BlockId, Variable } from '../ir/types.ts';
import { finishCall } from './calls.ts';
import { lowerValue } from './expression.ts';
import { isNullish } from './logical.ts';
import type { Lowering } from './lowering.ts';
import { undefinedValue } from './lowering.ts';

type Chain = t.OptionalMemberExpression | t.OptionalCallExpression;

/** A link of a chain: how to get its value, and what a call of it has as `this`. */
interface Link {
  readonly value: t.Expression;
  readonly self: Variable | null;
}

export function lowerOptionalChain(
  node: Chain,
  lowering: Lowering,
  purpose: 'value' | 'delete' = 'value',
): t.Expression {
  const { builder } = lowering;
  const result = builder.temporary('_chain');
  const nullish = builder.reserve();
  const after = builder.reserve();
  const { value } = lowerLink(node, false, nullish, lowering);
  builder.assign(result, purpose === 'delete' ? t.unaryExpression('delete', value) : value, node.loc ?? null);
  builder.jump(after);
  builder.enterDetached(nullish);
  builder.assign(result, purpose === 'delete' ? t.booleanLiteral(true) : undefinedValue());
  builder.enter(after);
  return lowering.read(result);
}

/**
 * `(a?.b)(yield c)`: the parenthesised chain ends where it ends, but gives the call its receiver. If it is nullish the
 * call fails after its arguments, as any call of `undefined` does.
 */
export function lowerCallOfChain(
  node: Chain,
  args: readonly (t.Expression | t.SpreadElement)[],
  lowering: Lowering,
): t.Expression {
  const { builder } = lowering;
  const self = builder.temporary('_self');
  const fn = builder.temporary('_fn');
  const nullish = builder.reserve();
  const after = builder.reserve();
  const link = lowerLink(node, true, nullish, lowering);
  builder.assign(fn, link.value);
  builder.assign(self, link.self ? lowering.read(link.self) : undefinedValue());
  builder.jump(after);
  builder.enterDetached(nullish);
  builder.assign(fn, undefinedValue());
  builder.assign(self, undefinedValue());
  builder.enter(after);
  return finishCall(lowering.read(fn), lowering.read(self), args, lowering);
}

/** `keepsSelf`: the link is about to be called, so its object is kept as the receiver. */
function lowerLink(node: t.Expression, keepsSelf: boolean, nullish: BlockId, lowering: Lowering): Link {
  if (t.isOptionalMemberExpression(node) || t.isMemberExpression(node))
    return lowerMemberLink(node, keepsSelf, nullish, lowering);
  if (t.isOptionalCallExpression(node)) return lowerCallLink(node, nullish, lowering);
  return { value: lowerValue(node, lowering), self: null };
}

function lowerMemberLink(
  node: t.OptionalMemberExpression | t.MemberExpression,
  keepsSelf: boolean,
  nullish: BlockId,
  lowering: Lowering,
): Link {
  if (t.isSuper(node.object)) {
    const value = t.memberExpression(
      node.object,
      lowerValue(node.property as t.Expression, lowering),
      node.computed,
    );
    return { value, self: keepsSelf ? lowering.store(t.thisExpression()) : null };
  }
  // A plain member at the head of a chain is a value like any other, unless its receiver is wanted.
  if (t.isMemberExpression(node) && !keepsSelf) return { value: lowerValue(node, lowering), self: null };
  const inner = isChainLink(node)
    ? lowerLink(node.object, false, nullish, lowering).value
    : lowerValue(node.object, lowering);
  const object = lowering.store(inner);
  if (t.isOptionalMemberExpression(node) && node.optional) leaveIfNullish(object, nullish, lowering);
  const property = node.computed ? lowerValue(node.property as t.Expression, lowering) : node.property;
  return { value: t.memberExpression(lowering.read(object), property, node.computed), self: object };
}

function lowerCallLink(node: t.OptionalCallExpression, nullish: BlockId, lowering: Lowering): Link {
  const callee = lowerLink(node.callee, true, nullish, lowering);
  const args = node.arguments as (t.Expression | t.SpreadElement)[];
  const fn = lowering.store(callee.value);
  if (node.optional) leaveIfNullish(fn, nullish, lowering);
  const self = callee.self ? lowering.read(callee.self) : null;
  return { value: finishCall(lowering.read(fn), self, args, lowering), self: null };
}

function isChainLink(node: t.Node): boolean {
  return t.isOptionalMemberExpression(node) || t.isOptionalCallExpression(node);
}

function leaveIfNullish(value: Variable, nullish: BlockId, lowering: Lowering): void {
  const { builder } = lowering;
  const rest = builder.reserve();
  builder.branch(isNullish(value, lowering), nullish, rest);
  builder.enterDetached(rest);
}
