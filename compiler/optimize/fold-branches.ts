/**
 * Turns branches with one way to go into jumps. A test that does anything is still evaluated.
 * In:    IR with every target in place.
 * Out:   no branch has a boolean literal for a test or two equal targets; no switch is without cases.
 * Keeps: order, regions, effects. The blocks that lose their last edge are left to dropUnreachable.
 *
 *   b1: branch true ? b2 : b3   →   b1: jump b2
 *   b4: branch f() ? b5 : b5    →   b4: f(); jump b5
 */
import { isPure } from '../ir/purity.ts';
import type { Block, BlockId, IRFunction } from '../ir/types.ts';
import type { References } from '../ir/visit.ts';

export function foldBranches(fn: IRFunction): void {
  for (const block of fn.blocks.values()) {
    const target = onlyTarget(block);
    if (target !== null) jumpInstead(block, target, fn.references);
  }
}

function onlyTarget({ terminator }: Block): BlockId | null {
  if (terminator.kind === 'switch') return terminator.cases.length === 0 ? terminator.fallback : null;
  if (terminator.kind !== 'branch') return null;
  const { test, consequent, alternate } = terminator;
  if (test.type === 'BooleanLiteral') return test.value ? consequent : alternate;
  return consequent === alternate ? consequent : null;
}

function jumpInstead(block: Block, target: BlockId, references: References): void {
  const { terminator } = block;
  const test =
    terminator.kind === 'branch'
      ? terminator.test
      : terminator.kind === 'switch'
        ? terminator.discriminant
        : null;
  if (test && !isPure(test, references))
    block.instructions.push({ kind: 'evaluate', node: test, loc: test.loc ?? null });
  block.terminator = { kind: 'jump', target, loc: terminator.loc };
}
