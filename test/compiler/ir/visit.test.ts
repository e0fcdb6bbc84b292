import { describe, expect, it } from 'vitest';
import type { BlockId, IRFunction } from '../../../compiler/ir/types.ts';
import {
  landingPads,
  mapTargets,
  operands,
  successors,
  usesOf,
  walk,
  writesOf,
} from '../../../compiler/ir/visit.ts';
import { graphFromText, type TextOptions } from './graph-from-text.ts';

const first = (fn: IRFunction) => fn.blocks.get(fn.entry)!;
const names = (variables: Iterable<{ name: string }>): string[] =>
  [...variables].map(({ name }) => name).sort();

describe('successors and mapTargets', () => {
  it('name the targets of each terminator in order, and replace them', () => {
    for (const [terminator, targets] of [
      ['jump b1', [1]],
      ['branch x ? b2 : b1', [2, 1]],
      ['switch x { 1 → b2, f() → b1, else → b3 }', [2, 1, 3]],
      ['suspend transfer x, y → b3', [3]],
      ['return', []],
      ['throw x', []],
    ] as const) {
      const { terminator: made } = first(graphFromText(`b0: ${terminator}`));
      expect(successors(made)).toEqual(targets);
      mapTargets(made, (id) => (id + 10) as BlockId);
      expect(successors(made)).toEqual(targets.map((id) => id + 10));
    }
  });
});

describe('landingPads', () => {
  it('looks outward, and for returns at suspensions only', () => {
    const fn = graphFromText(`
      b0 [r1]: f(); jump b1
      b1 [r1]: suspend yield 1 → b2
      b2 [r1]: return
      b3 [r0]: return
      b4: return
      b5: return
      r0: throw → b4, return → b5
      r1 in r0: throw → b3`);
    expect([...fn.blocks.values()].map(landingPads)).toEqual([[3], [3, 5], [3], [4], [], []]);
  });
});

describe('uses and writes', () => {
  const options: TextOptions = { bindings: ['a', 'b', 'c', 'd'] };
  const of = (instruction: string) => {
    const fn = graphFromText(`b0: ${instruction}; return`, options);
    const operation = first(fn).instructions[0]!;
    return {
      uses: names(usesOf(operation, fn.references)),
      writes: names(writesOf(operation, fn.references)),
    };
  };

  it('finds reads, in closures too', () => {
    expect(of('f(a, () => b.c)')).toEqual({ uses: ['a', 'b'], writes: [] });
    expect(of('a = b + 1')).toEqual({ uses: ['b'], writes: ['a'] });
  });

  it('finds every way to write', () => {
    expect(of('f(a++, () => { b = 1; })').writes).toEqual(['a', 'b']);
    expect(of('f({ a, x: [b = c, ...d[0]] } = d)')).toEqual({
      uses: ['a', 'b', 'c', 'd'],
      writes: ['a', 'b'],
    });
    expect(of('f(({ a, x: [b = c, ...d] } = g()))').writes).toEqual(['a', 'b', 'd']);
    expect(of('{ for (a of f()) for ([b] in c) d.e = 1; }').writes).toEqual(['a', 'b']);
    expect(of('f((a.b = 1, a[0]++))').writes).toEqual([]);
  });
});

describe('walk', () => {
  it('goes through 100,000 nested operands on a stack of its own', () => {
    const fn = graphFromText('b0: return 1');
    let [node] = operands(first(fn).terminator);
    for (let i = 0; i < 100_000; i++) {
      node = { type: 'UnaryExpression', operator: '!', prefix: true, argument: node } as typeof node;
    }
    let count = 0;
    walk(node!, () => count++);
    expect(count).toBe(100_001);
  });
});
