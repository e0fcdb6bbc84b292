/**
 *   switch (d) { case a: f(); default: g(); }
 *
 *   b0: switch d: a → b1, else → b2
 *   b1: f()
 *   b2: g()
 *
 * If a test suspends, the tests become a chain of branches instead (ES2025 14.12.2 CaseBlockEvaluation): in source
 * order, the default taken only when all have failed.
 */
import { t } from '../babel.ts';
import type { BlockId } from '../ir/types.ts';
import { enterScope, lowerStatements } from './blocks.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';

export function lowerSwitch(node: t.SwitchStatement, lowering: Lowering): void {
  const { builder, jumps, facts } = lowering;
  const after = builder.reserve();
  const bodies = node.cases.map(() => builder.reserve());
  const fallbackIndex = node.cases.findIndex(({ test }) => !test);
  const fallback = fallbackIndex < 0 ? after : bodies[fallbackIndex]!;
  const scope = facts.scopes.of(node);
  let discriminant = lowerValue(node.discriminant, lowering);
  if (node.cases.some(({ test }) => lowering.suspends(test))) {
    const value = lowering.store(discriminant);
    enterScope(scope, lowering);
    lowerTests(node, () => lowering.read(value), bodies, fallback, lowering);
  } else {
    if (scope && scope.bindings.size > 0) {
      discriminant = lowering.save(discriminant);
      enterScope(scope, lowering);
    }
    const cases = node.cases.flatMap(({ test }, i) => (test ? [{ test, target: bodies[i]! }] : []));
    builder.terminate({ kind: 'switch', discriminant, cases, fallback, loc: node.loc ?? null });
  }
  const labels: ReadonlySet<string> = new Set();
  const target = { kind: 'target', labels, breakTo: after, continueTo: null, breakable: true } as const;
  jumps.within(target, () => {
    for (const [i, one] of node.cases.entries()) {
      if (i === 0) builder.enterDetached(bodies[i]!);
      else builder.enter(bodies[i]!);
      lowerStatements(one.consequent, lowering);
    }
  });
  builder.enter(after);
}

function lowerTests(
  node: t.SwitchStatement,
  value: () => t.Expression,
  bodies: readonly BlockId[],
  fallback: BlockId,
  lowering: Lowering,
): void {
  const { builder } = lowering;
  for (const [i, { test }] of node.cases.entries()) {
    if (!test) continue;
    const next = builder.reserve();
    builder.branch(t.binaryExpression('===', value(), lowerValue(test, lowering)), bodies[i]!, next);
    builder.enterDetached(next);
  }
  builder.jump(fallback);
}
