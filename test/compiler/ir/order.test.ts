import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dominators,
  edges,
  isBackEdge,
  postorder,
  predecessors,
  reversePostorder,
} from '../../../compiler/ir/order.ts';
import type { BlockId, IRFunction } from '../../../compiler/ir/types.ts';
import { graphFromText } from './graph-from-text.ts';
import { randomGraph } from './random-graph.ts';

const LOOP = `
  b0: jump b1
  b1: branch f() ? b2 : b5
  b2 [r0]: branch f() ? b3 : b1
  b3 [r0]: suspend yield 1 → b4
  b4 [r0]: jump b1
  b5: return
  b6: jump b5
  b7: jump b5
  r0: throw → b6, return → b7`;

describe('orders', () => {
  it('counts exception edges, and puts successors first in postorder', () => {
    const fn = graphFromText(LOOP);
    expect(reversePostorder(fn)).toHaveLength(8);
    const place = new Map(postorder(fn).map((id, index) => [id, index]));
    const back = [...fn.blocks.values()].flatMap((block) =>
      edges(block)
        .filter((to) => place.get(to)! >= place.get(block.id)!)
        .map((to) => [block.id, to]),
    );
    expect(back).toEqual([
      [2, 1],
      [4, 1],
    ]);
    expect(predecessors(fn).get(5 as BlockId)).toEqual([1, 6, 7]);
    expect(predecessors(fn).get(6 as BlockId)).toEqual([2, 3, 4]);
    expect(predecessors(fn).get(7 as BlockId)).toEqual([3]);
  });

  it('finds dominators and back edges', () => {
    const fn = graphFromText(LOOP);
    const facts = dominators(fn);
    const immediate = [...fn.blocks.keys()].map((id) => facts.immediateDominator(id));
    expect(immediate).toEqual([null, 0, 1, 2, 3, 1, 2, 3]);
    expect(isBackEdge(4 as BlockId, 1 as BlockId, facts)).toBe(true);
    expect(isBackEdge(2 as BlockId, 3 as BlockId, facts)).toBe(false);
  });

  it('agrees with the definition of dominance on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (fn) => {
        const facts = dominators(fn);
        const all = reachable(fn, null);
        for (const above of all) {
          const without = reachable(fn, above);
          for (const below of all) {
            const dominated = above === below || !without.has(below);
            expect(facts.dominates(above, below), `b${above} dominates b${below}`).toBe(dominated);
          }
        }
      }),
    );
  });

  it('walks 50,000 blocks in a row', () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `b${i}: jump b${i + 1}`);
    const fn = graphFromText(`${text.join('\n')}\nb50000: return`);
    expect(postorder(fn)).toHaveLength(50_001);
    expect(dominators(fn).dominates(10 as BlockId, 49_999 as BlockId)).toBe(true);
  });
});

function reachable(fn: IRFunction, without: BlockId | null): Set<BlockId> {
  const reached = new Set<BlockId>();
  const open = [fn.entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block = fn.blocks.get(id);
    if (!block || id === without || reached.has(id)) continue;
    reached.add(id);
    open.push(...edges(block));
  }
  return reached;
}
