/**
 * Moves a loop's test to where the loop repeats, so that the hot edge goes straight into the body.
 * In:    verified IR, jumps threaded, without unreachable blocks.
 * Out:   a block that jumped back to a header that is nothing but a small test makes the test itself. The header stays,
 *        for the first round.
 * Keeps: order, locations, effects. Nothing is copied across regions, since a throw in the test would change its handler;
 *        no header is copied that is a resume block, for the loop repeats there by itself; nor one with more than two
 *        such edges, or a test that is large or makes closures.
 *
 *   b1: branch i < n ? b2 : b4
 *   …
 *   b3: i++; jump b1             →   b3: i++; branch i < n ? b2 : b4
 */
import { cloneExpression, isCloneable } from '../ir/clone.ts';
import { dominators, isBackEdge } from '../ir/order.ts';
import type { Block, BlockId, Branch, IRFunction } from '../ir/types.ts';

const LARGEST_TEST = 8;
const MOST_COPIES = 2;

export function rotateLoops(fn: IRFunction): void {
  const facts = dominators(fn);
  const resumes = new Set<BlockId>();
  for (const { terminator } of fn.blocks.values())
    if (terminator.kind === 'suspend') resumes.add(terminator.resume);

  const jumpsBack = new Map<BlockId, Block[]>();
  for (const block of fn.blocks.values()) {
    if (block.terminator.kind !== 'jump') continue;
    const { target } = block.terminator;
    if (target === block.id || !isBackEdge(block.id, target, facts)) continue;
    const sources = jumpsBack.get(target);
    if (sources) sources.push(block);
    else jumpsBack.set(target, [block]);
  }

  for (const [id, sources] of jumpsBack) {
    const header = fn.blocks.get(id);
    if (!header || resumes.has(id) || sources.length > MOST_COPIES) continue;
    const test = smallTest(header);
    if (!test) continue;
    for (const source of sources) {
      if (source.region !== header.region) continue;
      source.terminator = { ...test, test: cloneExpression(test.test, fn.references) };
    }
  }
}

/** The branch of a block that is nothing else, if its test may be copied. */
function smallTest({ instructions, terminator }: Block): Branch | null {
  if (instructions.length > 0 || terminator.kind !== 'branch') return null;
  return isCloneable(terminator.test, LARGEST_TEST) ? terminator : null;
}
