/**
 * Joins a block with its only predecessor when that one ends in a plain jump.
 * In:    verified IR, exact predecessors (after dropUnreachable).
 * Out:   no such pair is left within a region.
 * Keeps: order, locations, regions. Across regions nothing joins: a throw would change its handler. A resume block or
 *        a landing pad never joins what stands before it: control enters there from outside.
 *
 *   b0: f(); jump b1
 *   b1: g(); return     →   b0: f(); g(); return
 */
import { predecessors } from '../ir/order.ts';
import type { Block, BlockId, IRFunction } from '../ir/types.ts';

export function mergeBlocks(fn: IRFunction): void {
  const before = predecessors(fn);
  const pads = new Set(fn.regions.flatMap(({ onThrow, onReturn }) => [onThrow, onReturn]));

  /** The block that `block` can take in, if any. */
  const mergeable = (block: Block): Block | null => {
    if (block.terminator.kind !== 'jump') return null;
    const next = fn.blocks.get(block.terminator.target);
    if (!next || next === block || next.id === fn.entry || pads.has(next.id)) return null;
    return next.region === block.region && before.get(next.id)?.length === 1 ? next : null;
  };

  // Only from the head of a chain, so that no instruction is moved twice.
  const followers = new Set<BlockId>();
  for (const block of fn.blocks.values()) {
    const next = mergeable(block);
    if (next) followers.add(next.id);
  }
  for (const head of [...fn.blocks.values()]) {
    if (followers.has(head.id)) continue;
    for (let next = mergeable(head); next; next = mergeable(head)) {
      for (const instruction of next.instructions) head.instructions.push(instruction);
      head.terminator = next.terminator;
      fn.blocks.delete(next.id);
    }
  }
}
