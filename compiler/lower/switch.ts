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
import { enterScope, hoistFunctions } from './blocks.ts';
import { lowerValue } from './expression.ts';
import type { Lowering } from './lowering.ts';
import { lowerStatement } from './statement.ts';

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
    enter();
    lowerTests(node, () => lowering.read(value), bodies, fallback, lowering);
  } else {
    if (scope && scope.bindings.size > 0) {
      discriminant = lowering.save(discriminant);
      enter();
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
      for (const statement of one.consequent) lowerStatement(statement, lowering);
    }
  });
  builder.enter(after);

  /** One scope for all cases: what is declared in any is there, or in its dead zone, from the start. */
  function enter(): void {
    enterScope(scope, lowering);
    for (const one of node.cases) hoistFunctions(one.consequent, lowering);
  }
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
