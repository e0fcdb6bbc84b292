import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, BlockId, IRFunction, Suspend, Variable } from '../../../compiler/ir/types.ts';
import {
  definitionOf,
  landingPads,
  returnPad,
  successors,
  throwPad,
  usesOf,
} from '../../../compiler/ir/visit.ts';
import { liveness } from '../../../compiler/optimize/liveness.ts';
import { graphFromText, type TextOptions } from '../ir/graph-from-text.ts';
import { randomGraph } from '../ir/random-graph.ts';

const across = (text: string, options?: TextOptions): string[] => {
  const fn = graphFromText(text, options);
  return names(liveness(fn).crossing);
};
const names = (variables: Iterable<Variable>): string[] => [...variables].map(({ name }) => name).sort();

describe('liveness', () => {
  it('crosses a suspension only with what is read after it, before it is assigned again', () => {
    expect(
      across('b0: a = f(); b = f(); c = f(); g(c); suspend yield a → b1\nb1: a = received; return a + b'),
    ).toEqual(['b']);
  });

  it('follows loops', () => {
    const fn = graphFromText(
      `
      b0: i = 0; jump b1
      b1: branch i < n ? b2 : b4
      b2: suspend yield i → b3
      b3: i++; jump b1
      b4: return`,
      { parameters: ['n'] },
    );
    expect(names(liveness(fn).crossing)).toEqual(['i', 'n']);
    expect(names(liveness(fn).liveIn(1 as BlockId))).toEqual(['i', 'n']);
    expect(names(liveness(fn).liveIn(4 as BlockId))).toEqual([]);
  });

  it('keeps for a handler what the block assigns only later', () => {
    expect(
      across(`
        b0: a = f(); suspend yield 1 → b1
        b1 [r0]: g(); a = f(); jump b2
        b2: return
        b3: h(a); throw received
        r0: throw → b3`),
    ).toEqual(['a']);
  });

  it('keeps for an injected return what only its `finally` reads', () => {
    expect(
      across(`
        b0: a = f(); b = f(); jump b1
        b1 [r0]: suspend yield 1 → b2
        b2 [r0]: jump b3
        b3: return
        b4: throw received
        b5: t0 = received; h(b); return injected t0
        r0: throw → b4, return → b5`),
    ).toEqual(['b']);
  });

  it('takes a closure for a read where it is made, and an assignment in an expression for no definition', () => {
    expect(across('b0: a = f(); suspend yield 1 → b1\nb1: return () => a')).toEqual(['a']);
    expect(across('b0: a = f(); suspend yield 1 → b1\nb1: g(a = 1); return')).toEqual(['a']);
  });

  it('never has what was received cross', () => {
    expect(across('b0: suspend yield 1 → b1\nb1: suspend yield received → b2\nb2: return received')).toEqual(
      [],
    );
  });

  it('agrees with a search of paths on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (fn) => {
        const facts = liveness(fn);
        const crossing = new Set<Variable>();
        for (const id of reached(fn)) {
          const block = fn.blocks.get(id)!;
          for (const variable of fn.variables) {
            expect(facts.liveIn(id).has(variable), `${variable.name} live into b${id}`).toBe(
              readFrom(fn, [id], variable),
            );
          }
          if (block.terminator.kind !== 'suspend') continue;
          const expected = acrossByPaths(fn, block, block.terminator);
          expect(names(facts.liveAcross(block.terminator))).toEqual(names(expected));
          for (const variable of expected) crossing.add(variable);
        }
        expect(names(facts.crossing)).toEqual(names(crossing));
      }),
      { numRuns: 500 },
    );
  });

  it('handles 10,000 blocks with 1,000 suspensions and as many variables', () => {
    const lines: string[] = [];
    for (let i = 0; i < 1000; i++) {
      const id = i * 10;
      lines.push(`b${id}: v${i} = f(); branch v${i} ? b${id + 1} : b${id + 8}`);
      for (let j = 1; j < 8; j++) lines.push(`b${id + j}: t${i} = v${i}; g(t${i}); jump b${id + j + 1}`);
      lines.push(`b${id + 8}: suspend yield v${i} → b${id + 9}`, `b${id + 9}: h(v${i}); jump b${id + 10}`);
    }
    const fn = graphFromText(`${lines.join('\n')}\nb10000: return`);
    expect(liveness(fn).crossing.size).toBe(1000);
  });
});

/** Is there a path from one of the blocks' starts to a read of the variable, without a definition on it? */
function readFrom(fn: IRFunction, starts: (BlockId | null)[], variable: Variable): boolean {
  const seen = new Set<BlockId>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block = id === null ? undefined : fn.blocks.get(id);
    if (!block || seen.has(block.id)) continue;
    seen.add(block.id);
    let defined = false;
    for (const operation of [...block.instructions, block.terminator]) {
      if (usesOf(operation, fn.references).has(variable)) return true;
      defined = definitionOf(operation) === variable;
      if (defined) break;
    }
    open.push(throwPad(block.region));
    if (defined) continue;
    open.push(...successors(block.terminator));
    if (block.terminator.kind === 'suspend') open.push(returnPad(block.region));
  }
  return false;
}

function acrossByPaths(fn: IRFunction, block: Block, suspend: Suspend): Variable[] {
  return [...fn.variables].filter((variable) =>
    readFrom(fn, [suspend.resume, ...landingPads(block)], variable),
  );
}

function reached(fn: IRFunction): Set<BlockId> {
  const all = new Set<BlockId>();
  const open: BlockId[] = [fn.entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block = fn.blocks.get(id);
    if (!block || all.has(id)) continue;
    all.add(id);
    open.push(...successors(block.terminator), ...landingPads(block));
  }
  return all;
}
