/**
 * Orders of the graph and what follows from them. All count the exception edges, so a landing pad comes after the
 * blocks that may throw to it. Every walk keeps its own stack: a graph may be 10,000 blocks deep.
 */
import type { Block, BlockId, IRFunction } from './types.ts';
import { landingPads, successors } from './visit.ts';

/** Every block that may run next: targets, then landing pads, each once. */
export function edges(block: Block): BlockId[] {
  return [...new Set([...successors(block.terminator), ...landingPads(block)])];
}

/** The blocks reachable from the entry, each after the blocks it leads to, save by back edges. */
export function postorder(fn: IRFunction): BlockId[] {
  const order: BlockId[] = [];
  const seen = new Set<BlockId>([fn.entry]);
  const open: { id: BlockId; rest: BlockId[] }[] = [];
  const enter = (id: BlockId): void => {
    const block = fn.blocks.get(id);
    // Reversed, for targets are taken from the end: the first successor is walked first.
    if (block) open.push({ id, rest: edges(block).reverse() });
  };
  enter(fn.entry);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.rest.pop();
    if (next === undefined) {
      order.push(top.id);
      open.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      enter(next);
    }
  }
  return order;
}

/** Each block before those it leads to, save by back edges: the order for forward analyses. */
export function reversePostorder(fn: IRFunction): BlockId[] {
  return postorder(fn).reverse();
}

/** For every block, the blocks with an edge to it, each once; unreachable ones count too. */
export function predecessors(fn: IRFunction): Map<BlockId, BlockId[]> {
  const all = new Map<BlockId, BlockId[]>();
  for (const id of fn.blocks.keys()) all.set(id, []);
  for (const block of fn.blocks.values()) {
    for (const target of edges(block)) all.get(target)?.push(block.id);
  }
  return all;
}

export interface Dominators {
  /** The closest other block on every path from the entry. Null for the entry and for unreachable blocks. */
  immediateDominator(id: BlockId): BlockId | null;
  /** Is `above` on every path from the entry to `below`? A block dominates itself. */
  dominates(above: BlockId, below: BlockId): boolean;
}

/** Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm" (2001). */
export function dominators(fn: IRFunction): Dominators {
  const order = reversePostorder(fn);
  const number = new Map(order.map((id, index) => [id, index]));
  const before = predecessors(fn);
  const immediate = new Int32Array(order.length).fill(-1);
  immediate[0] = 0;

  const intersect = (one: number, other: number): number => {
    while (one !== other) {
      while (one > other) one = at(immediate, one);
      while (other > one) other = at(immediate, other);
    }
    return one;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 1; index < order.length; index++) {
      let best = -1;
      for (const id of before.get(order[index] as BlockId) ?? []) {
        const predecessor = number.get(id);
        if (predecessor === undefined || immediate[predecessor] === -1) continue;
        best = best === -1 ? predecessor : intersect(predecessor, best);
      }
      if (best !== immediate[index]) {
        immediate[index] = best;
        changed = true;
      }
    }
  }

  const interval = treeIntervals(immediate);
  return {
    immediateDominator(id) {
      const index = number.get(id);
      return index === undefined || index === 0 ? null : (order[at(immediate, index)] ?? null);
    },
    dominates(above, below) {
      const upper = number.get(above);
      const lower = number.get(below);
      if (upper === undefined || lower === undefined) return false;
      const start = at(interval.start, upper);
      const place = at(interval.start, lower);
      return start <= place && place < start + at(interval.size, upper);
    },
  };
}

/** Does the edge go to a block that dominates its source? Then it closes a loop, whose header is the target. */
export function isBackEdge(from: BlockId, to: BlockId, facts: Dominators): boolean {
  return facts.dominates(to, from);
}

/**
 * Numbers the dominator tree so that a subtree is an interval: dominance becomes two comparisons, whatever the depth.
 * A node's number is larger than its dominator's in reverse postorder, so plain loops replace the walk.
 */
function treeIntervals(immediate: Int32Array): { start: Int32Array; size: Int32Array } {
  const size = new Int32Array(immediate.length).fill(1);
  for (let index = immediate.length - 1; index > 0; index--) {
    const parent = at(immediate, index);
    size[parent] = at(size, parent) + at(size, index);
  }
  const start = new Int32Array(immediate.length);
  const next = new Int32Array(immediate.length).fill(1);
  for (let index = 1; index < immediate.length; index++) {
    const parent = at(immediate, index);
    start[index] = at(start, parent);
    start[index] = at(start, index) + at(next, parent);
    next[parent] = at(next, parent) + at(size, index);
  }
  return { start, size };
}

/** Typed arrays are read within their bounds here; the type of an indexed read does not know it. */
function at(array: Int32Array, index: number): number {
  return array[index] as number;
}
