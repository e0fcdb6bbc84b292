/**
 * Sends every edge to where a chain of empty blocks would have led it.
 * In:    IR with every target in place.
 * Out:   no edge but a suspension's or a handler's leads to a block that does nothing but jump, save in a loop of such blocks.
 * Keeps: order, locations, regions. Landing pads stay: they stand in the parent of what they handle, their target need not.
 *        A suspension goes straight on only to a block of its own region, for that is where it may be raised into, and
 *        that no other suspension resumes at: a state tells where the coroutine stands. Never to the entry, whose
 *        state means not started.
 *
 *   b1: branch x ? b2 : b3           b1: branch x ? b4 : b3
 *   b2: jump b4                  →   b2: jump b4
 *
 *   b4: suspend yield x → b5         b4: suspend yield x → b1
 *   b5: jump b1                      b5: jump b1
 */
import type { Block, BlockId, IRFunction } from '../ir/types.ts';
import { mapTargets } from '../ir/visit.ts';

export function threadJumps(fn: IRFunction): void {
  const final = finalTargets(fn);
  const { pads, resumes } = specialBlocks(fn);
  for (const block of fn.blocks.values()) {
    const { terminator } = block;
    if (terminator.kind !== 'suspend') {
      mapTargets(terminator, (target) => final.get(target) ?? target);
      continue;
    }
    const target = final.get(terminator.resume);
    if (target === undefined || target === fn.entry || pads.has(target) || resumes.has(target)) continue;
    if (fn.blocks.get(target)?.region !== block.region) continue;
    resumes.delete(terminator.resume);
    resumes.add(target);
    terminator.resume = target;
  }
}

/** For each block that only jumps, the first after it that does more. */
function finalTargets(fn: IRFunction): Map<BlockId, BlockId> {
  const final = new Map<BlockId, BlockId>();
  for (const start of fn.blocks.keys()) {
    const chain = new Set<BlockId>();
    let at = start;
    for (
      let next = onlyJump(fn.blocks.get(at));
      next !== null && !chain.has(at);
      next = onlyJump(fn.blocks.get(at))
    ) {
      chain.add(at);
      at = final.get(at) ?? next;
    }
    for (const id of chain) if (id !== at) final.set(id, at);
  }
  return final;
}

function onlyJump(block: Block | undefined): BlockId | null {
  if (!block || block.instructions.length > 0 || block.terminator.kind !== 'jump') return null;
  return block.terminator.target;
}

function specialBlocks(fn: IRFunction): { pads: Set<BlockId>; resumes: Set<BlockId> } {
  const pads = new Set<BlockId>();
  for (const { onThrow, onReturn } of fn.regions) {
    if (onThrow !== null) pads.add(onThrow);
    if (onReturn !== null) pads.add(onReturn);
  }
  const resumes = new Set<BlockId>();
  for (const { terminator } of fn.blocks.values())
    if (terminator.kind === 'suspend') resumes.add(terminator.resume);
  return { pads, resumes };
}
