/**
 *   for (const k in o) body
 *
 *   b0: keys = keysOf(o)
 *   b1: branch keys.step() ? b2 : b3
 *   b2: k = keys.value; body; jump b1
 *   b3:
 *
 * ES2025 14.7.5.9 EnumerateObjectProperties: a key deleted before its turn is skipped. There is nothing to close.
 */
import { t } from '../babel.ts';
import { assignTarget } from './declarations.ts';
import { lowerValue } from './expression.ts';
import { bindElement, lowerIterated } from './for-of.ts';
import { loopTarget } from './loops.ts';
import type { Lowering } from './lowering.ts';
import { at } from './lowering.ts';
import { lowerStatement } from './statement.ts';

export function lowerForIn(node: t.ForInStatement, lowering: Lowering): void {
  const { builder, jumps } = lowering;
  const header = builder.reserve();
  const body = builder.reserve();
  const after = builder.reserve();
  lowerInitializer(node, lowering);
  const keys = lowering.store(
    at(lowering.call('keysOf', lowerIterated(node, lowering)), node.right),
    '_keys',
  );
  const of = (name: string) => t.memberExpression(lowering.read(keys), t.identifier(name));
  builder.enter(header);
  builder.branch(at(t.callExpression(of('step'), []), node.right), body, after);
  builder.enterDetached(body);
  jumps.within(loopTarget(node, after, header, lowering), () => {
    bindElement(node, () => of('value'), lowering);
    lowerStatement(node.body, lowering);
  });
  builder.jump(header);
  builder.enterDetached(after);
}

/** `for (var k = f() in o)`, which sloppy mode still has (ES2025 B.3.5). */
function lowerInitializer(node: t.ForInStatement, lowering: Lowering): void {
  if (!t.isVariableDeclaration(node.left)) return;
  const declarator = node.left.declarations[0]!;
  if (!declarator.init || !t.isIdentifier(declarator.id)) return;
  const target = t.cloneNode(declarator.id);
  const variable = lowering.builder.fn.references.get(declarator.id);
  if (variable) lowering.builder.fn.references.set(target, variable);
  assignTarget(target, lowerValue(declarator.init, lowering), lowering, declarator);
  declarator.init = null;
}
