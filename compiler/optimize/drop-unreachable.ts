/**
 * Drops blocks that no path from the entry reaches, and handlers that nothing can land in.
 * In:    IR as lowered.
 * Out:   every block is reachable; every region has a block, or a region inside it has; a landing pad is kept only while
 *        something can throw (or, for a return, suspend) to it, and a region with none left is dissolved into its parent.
 * Keeps: order, locations, instructions.
 *
 *   b0: return 1              →   b0: return 1
 *   b1: jump b0
 *
 *   b0 [r0]: x = 1; return x   →   b0: x = 1; return x
 *   b1: x = received; jump b2
 *   r0: throw → b1
 */
import { mayThrow } from '../ir/purity.ts';
import type { Block, BlockId, IRFunction, Region } from '../ir/types.ts';
import { returnPad, successors, throwPad } from '../ir/visit.ts';

export function dropUnreachable(fn: IRFunction): void {
  const reached = reach(fn);
  for (const id of fn.blocks.keys()) if (!reached.has(id)) fn.blocks.delete(id);

  for (const region of fn.regions) {
    if (region.onThrow !== null && !reached.has(region.onThrow)) region.onThrow = null;
    if (region.onReturn !== null && !reached.has(region.onReturn)) region.onReturn = null;
  }
  for (const block of fn.blocks.values()) block.region = enclosing(block.region);
  for (const region of fn.regions) region.parent = enclosing(region.parent);
  dropEmptyRegions(fn);
}

function reach(fn: IRFunction): Set<BlockId> {
  const reached = new Set<BlockId>();
  const open: (BlockId | null)[] = [fn.entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block: Block | undefined = id === null ? undefined : fn.blocks.get(id);
    if (!block || reached.has(block.id)) continue;
    reached.add(block.id);
    open.push(...successors(block.terminator));
    if (!block.region) continue;
    if (mayThrow(block, fn.references)) open.push(throwPad(block.region));
    if (block.terminator.kind === 'suspend') open.push(returnPad(block.region));
  }
  return reached;
}

/** The innermost region from here outward that handles anything. */
function enclosing(region: Region | null): Region | null {
  let at = region;
  while (at && at.onThrow === null && at.onReturn === null) at = at.parent;
  return at;
}

function dropEmptyRegions(fn: IRFunction): void {
  const used = new Set<Region>();
  for (const block of fn.blocks.values()) {
    for (let at = block.region; at && !used.has(at); at = at.parent) used.add(at);
  }
  const kept = fn.regions.filter((region) => used.has(region));
  fn.regions.splice(0, fn.regions.length, ...kept);
}
