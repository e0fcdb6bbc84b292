/**
 * All of a class is strict code, also where it stands in sloppy code. Parts that are evaluated before the class are so in
 * the heritage of another one, which nobody sees; it has the same `this`, `arguments` and `super`.
 *
 *   class { [o.frozen = yield]() {} }   →   (class extends (t = o.frozen = received, null) {}), t
 */
import { t } from '../babel.ts';
import { children } from '../syntax/children.ts';
import type { Lowering } from './lowering.ts';

/** What `body` evaluates is strict code. */
export function strictly(lowering: Lowering, body: () => void): void {
  const { builder } = lowering;
  const outer = builder.adapt;
  if (!lowering.facts.strict)
    builder.adapt = (node) => (dependsOnStrictness(node) ? strict(node, lowering) : node);
  body();
  builder.adapt = outer;
}

function strict(node: t.Expression, lowering: Lowering): t.Expression {
  const value = lowering.builder.temporary('_t');
  const kept = t.assignmentExpression('=', lowering.read(value), node);
  const holder = t.classExpression(null, t.sequenceExpression([kept, t.nullLiteral()]), t.classBody([]));
  return t.sequenceExpression([holder, lowering.read(value)]);
}

/** Writing fails silently in sloppy code; functions inherit the mode, as classes do not. */
function dependsOnStrictness(node: t.Node): boolean {
  if (t.isClass(node)) return false;
  if (t.isAssignmentExpression(node) || t.isUpdateExpression(node) || t.isFunction(node)) return true;
  return t.isUnaryExpression(node, { operator: 'delete' }) || children(node).some(dependsOnStrictness);
}
