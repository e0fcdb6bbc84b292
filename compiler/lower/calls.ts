/** Calls, `new` and `import()`: callee and receiver are fixed before the arguments, and judged after them. */
import { t } from '../babel.ts';
import { lowerCallOfChain } from './chains.ts';
import { lowerMember, lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { undefinedValue } from './lowering.ts';
import { lowerElements } from './operands.ts';

export interface Callee {
  readonly fn: t.Expression;
  /** The receiver, when the function has been taken out of its member expression. */
  readonly self: t.Expression | null;
  /** How an error calls it. */
  readonly text?: string | undefined;
}

/**
 * The function of a call. With arguments still to suspend (`early`), the receiver and the method are read now (ES2025
 * 13.3.6.1: the reference is resolved, and its value got, before the arguments).
 */
export function lowerCallee(node: t.Expression, early: boolean, lowering: Lowering): Callee {
  if (!t.isMemberExpression(node)) {
    const fn = lowerValue(node, lowering);
    return { fn: early ? lowering.save(fn, nameOf(node)) : fn, self: null };
  }
  if (!early) return { fn: lowerMember(node, lowering), self: null };
  if (t.isSuper(node.object)) {
    return {
      fn: lowering.save(lowerMember(node, lowering), nameOf(node)),
      self: t.thisExpression(),
      text: textOf(node),
    };
  }
  const { object, member } = receiverOf(node, lowering);
  return { fn: lowering.save(member, nameOf(node)), self: object(), text: textOf(node) };
}

/** The object of a member expression, saved, and the member read from it. */
export function receiverOf(
  node: t.MemberExpression,
  lowering: Lowering,
): { object: () => t.Expression; member: t.MemberExpression } {
  const object = lowering.keep(lowerValue(node.object as t.Expression, lowering));
  if (!node.computed) return { object, member: t.memberExpression(object(), node.property, false) };
  return {
    object,
    member: t.memberExpression(object(), lowerValue(node.property as t.Expression, lowering), true),
  };
}

/**
 *   o.f(a, yield b)   →   t1 = o; t2 = t1.f; t3 = a; suspend b; call(t2, t1, [t3, received])
 */
export function lowerCall(node: t.CallExpression, lowering: Lowering): t.Expression {
  const args = node.arguments as (t.Expression | t.SpreadElement)[];
  const early = args.some((arg) => lowering.suspends(arg));
  if (t.isSuper(node.callee)) return lowerSuperCall(node.callee, args, lowering);
  if (t.isImport(node.callee)) {
    const { elements } = lowerElements(args, lowering) as { elements: t.Expression[] };
    return t.callExpression(node.callee, elements);
  }
  if (t.isOptionalMemberExpression(node.callee) || t.isOptionalCallExpression(node.callee)) {
    return lowerCallOfChain(node.callee, args, lowering);
  }
  const { fn, self, text } = lowerCallee(node.callee as t.Expression, early, lowering);
  return finishCall(fn, self, args, lowering, text);
}

/** A temporary for a function is called after it, for an error would name it: `_log is not a function`. */
function nameOf(node: t.Node): string {
  const last = t.isMemberExpression(node) && !node.computed ? node.property : node;
  if (t.isIdentifier(last)) return `_${last.name}`;
  return t.isPrivateName(last) ? `_${last.id.name}` : '_t';
}

/** What the engine calls a method that is none: `a.b.c`, or `(intermediate value).c`. */
function textOf(node: t.MemberExpression): string | undefined {
  if (node.computed) return undefined;
  const { object, property } = node;
  const name = t.isIdentifier(property)
    ? property.name
    : t.isPrivateName(property)
      ? `#${property.id.name}`
      : '';
  if (t.isIdentifier(object)) return `${object.name}.${name}`;
  if (t.isThisExpression(object)) return `this.${name}`;
  const inner = t.isMemberExpression(object) && !t.isSuper(object.object) ? textOf(object) : undefined;
  return `${inner ?? '(intermediate value)'}.${name}`;
}

/** With the callee at hand: the arguments, and the call. */
export function finishCall(
  fn: t.Expression,
  self: t.Expression | null,
  args: readonly (t.Expression | t.SpreadElement)[],
  lowering: Lowering,
  text?: string,
): t.Expression {
  const lowered = lowerElements(args, lowering);
  const named = text === undefined ? [] : [t.stringLiteral(text)];
  if (lowered.kind === 'list')
    return lowering.call('call', fn, self ?? undefinedValue(), lowered.list, ...named);
  const elements = lowered.elements as (t.Expression | t.SpreadElement)[];
  if (self) return lowering.call('call', fn, self, t.arrayExpression(elements), ...named);
  return t.callExpression(fn, elements);
}

function lowerSuperCall(
  callee: t.Super,
  args: readonly (t.Expression | t.SpreadElement)[],
  lowering: Lowering,
): t.Expression {
  const lowered = lowerElements(args, lowering);
  const elements =
    lowered.kind === 'list' ? [t.spreadElement(lowered.list)] : (lowered.elements as t.Expression[]);
  return t.callExpression(callee, elements);
}

/** `new (yield a)(yield b)`: the constructor first, and whether it is one at the end (ES2025 13.3.5.1.1). */
export function lowerNew(node: t.NewExpression, lowering: Lowering): t.Expression {
  const args = node.arguments as (t.Expression | t.SpreadElement)[];
  const early = args.some((arg) => lowering.suspends(arg));
  const callee = lowerValue(node.callee as t.Expression, lowering);
  const constructor = early ? lowering.save(callee, nameOf(node.callee)) : callee;
  const lowered = lowerElements(args, lowering);
  if (lowered.kind === 'list') return lowering.call('construct', constructor, lowered.list);
  return t.newExpression(constructor, lowered.elements as t.Expression[]);
}

/** `import(yield a, yield b)` */
export function lowerImport(node: t.ImportExpression, lowering: Lowering): t.Expression {
  const operands = node.options ? [node.source, node.options] : [node.source];
  const { elements } = lowerElements(operands, lowering) as { elements: t.Expression[] };
  const lowered = t.importExpression(elements[0]!, elements[1] ?? null);
  if (node.phase) lowered.phase = node.phase;
  return lowered;
}
