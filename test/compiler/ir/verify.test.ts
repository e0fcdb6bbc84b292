import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../compiler/ir/invariant.ts';
import type { BlockId, IRFunction } from '../../../compiler/ir/types.ts';
import { verify } from '../../../compiler/ir/verify.ts';
import { graphFromText, type TextOptions } from './graph-from-text.ts';

const SOUND = `
  b0: x = f(); jump b1
  b1 [r0]: suspend yield x → b2
  b2 [r0]: y = received; branch y ? b1 : b5
  b3: throw received
  b4: t0 = received; return injected t0
  b5: { own: for (;;) { for (const z of x) if (z) continue own; else break; switch (x) { default: break; } } }; return
  r0: throw → b3, return → b4`;

/** Breaks the text, or the graph made of it, in one way; says which invariant notices. */
interface Breach {
  readonly title: string;
  readonly text?: string;
  readonly options?: TextOptions;
  readonly edit?: (fn: IRFunction) => void;
  readonly says: string;
}

const block = (fn: IRFunction, id: number) => fn.blocks.get(id as BlockId)!;

const BREACHES: Breach[] = [
  { title: 'no entry', edit: (fn) => fn.blocks.delete(fn.entry), says: 'the entry b0 is a block' },
  {
    title: 'a block under another id',
    edit: (fn) => fn.blocks.set(7 as BlockId, block(fn, 5)),
    says: 'block b5 stands under its own id, not under b7',
  },
  {
    title: 'a block without an end',
    edit: (fn) => Object.assign(block(fn, 5), { terminator: null }),
    says: 'b5 ends in a terminator',
  },
  { title: 'a missing target', text: 'b0: jump b1', says: "b0's target b1 is a block" },
  {
    title: 'a region listed twice',
    edit: (fn) => fn.regions.push(fn.regions[0]!),
    says: 'every region is listed once',
  },
  { title: 'a region not listed', edit: (fn) => fn.regions.splice(0), says: "b1's region is listed" },
  {
    title: 'a parent not listed',
    edit: (fn) => {
      fn.regions[0]!.parent = { ...fn.regions[0]! };
    },
    says: "r0's parent is listed",
  },
  {
    title: 'a region in itself',
    edit: (fn) => {
      fn.regions[0]!.parent = fn.regions[0]!;
    },
    says: 'r0 does not stand in itself',
  },
  {
    title: 'a region that handles nothing',
    edit: (fn) => Object.assign(fn.regions[0]!, { onThrow: null, onReturn: null }),
    says: 'r0 handles something',
  },
  {
    title: 'a missing landing pad',
    text: 'b0 [r0]: return\nr0: throw → b1',
    says: "r0's landing pad b1 is a block",
  },
  {
    title: 'a landing pad inside its region',
    text: 'b0 [r0]: return\nb1 [r0]: return\nr0: throw → b1',
    says: 'landing pad b1 stands in the parent of r0',
  },
  {
    title: 'the entry as landing pad',
    text: 'b0: return\nb1 [r0]: return\nr0: throw → b0',
    says: 'the entry is no landing pad',
  },
  {
    title: 'two suspensions that resume at one block',
    text: 'b0: suspend yield 1 → b1\nb1: return\nb2: suspend yield 2 → b1',
    says: "b1 resumes one suspension, not b0's and b2's",
  },
  {
    title: 'resuming at the entry',
    text: 'b0: suspend yield 1 → b0',
    says: 'b0 does not resume at the entry',
  },
  {
    title: 'resuming at a landing pad',
    text: 'b0: suspend yield 1 → b1\nb1: return\nb2 [r0]: return 1\nr0: throw → b1',
    says: 'b0 does not resume at a landing pad',
  },
  {
    title: 'resuming in another region',
    text: 'b0: suspend yield 1 → b1\nb1 [r0]: return\nb2: return\nr0: throw → b2',
    says: 'b1 resumes in the region that b0 suspends in',
  },
  {
    title: 'a transfer without a value',
    text: 'b0: suspend transfer f() → b1\nb1: return',
    says: "b0's transfer has 2 operand(s)",
  },
  {
    title: 'an await in a generator',
    text: 'b0: suspend await f() → b1\nb1: return',
    says: "b0's await can stand in",
  },
  {
    title: 'a yield in an async function',
    text: 'b0: suspend yield f() → b1\nb1: return',
    options: { kind: 'async' },
    says: "b0's yield can stand in",
  },
  {
    title: 'received assigned',
    text: 'b0: received = 1; return',
    says: 'b0 does not assign what it received',
  },
  {
    title: 'received read anywhere',
    text: 'b0: return received',
    says: 'b0 reads what was received, so it is a resume block',
  },
  {
    title: 'received read where a jump leads',
    text: 'b0: branch f() ? b1 : b2\nb1: suspend yield 1 → b2\nb2: return received',
    says: 'b2 reads what was received, so no jump leads to it',
  },
  {
    title: 'a foreign variable',
    edit: (fn) => fn.variables.delete([...fn.variables].find(({ name }) => name === 'x')!),
    says: "x, assigned in b0, is the function's",
  },
  {
    title: 'a foreign variable read',
    text: 'b0: return x',
    options: { bindings: ['x'] },
    edit: (fn) => fn.variables.delete([...fn.variables].find(({ name }) => name === 'x')!),
    says: "x, used in b0, is the function's",
  },
  {
    title: 'a node at two places',
    edit: (fn) => block(fn, 5).instructions.push(...block(fn, 0).instructions),
    says: 'stands at one place, not in b0 and b5',
  },
  {
    title: 'a yield left over',
    text: 'b0: f([yield 1]); return',
    says: 'no YieldExpression is left in a node of b0',
  },
  {
    title: 'a yield left over in a key',
    text: 'b0: return { [await 1]() {} }',
    says: 'no AwaitExpression is left',
  },
  {
    title: 'a for await left over',
    text: 'b0: { for await (const x of y) f(); }; return',
    says: 'no for await is left',
  },
  {
    title: 'a break out of a statement',
    text: 'b0: { if (x) break; }; return',
    says: 'a BreakStatement in b0 stays within',
  },
  {
    title: 'a continue in a switch',
    text: 'b0: { switch (x) { case 1: continue; } }; return',
    says: 'a ContinueStatement in b0',
  },
  {
    title: 'a labelled jump outward',
    text: 'b0: { for (;;) break out; }; return',
    says: 'a BreakStatement in b0 stays within',
  },
  {
    title: 'a return past a finally',
    text: 'b0 [r0]: return 1\nb1: return injected 1\nr0: throw → b1, return → b1',
    says: 'b0 does not return past the finally',
  },
  {
    title: 'a native return past a finally',
    text: 'b0 [r0]: { if (x) return; }; jump b2\nb1: return injected 1\nb2: return\nr0: throw → b1, return → b1',
    says: 'a statement in b0 does not return past the finally',
  },
];

describe('verify', () => {
  it('accepts a sound graph', () => {
    verify(graphFromText(SOUND));
  });

  it('accepts suspensions, jumps and returns that belong to functions inside', () => {
    verify(
      graphFromText(`
        b0 [r0]: f(function* () { yield 1; return 2; }, async () => { await 1; }, { *m() { yield; } }); jump b2
        b1: return injected received
        b2: return
        r0: throw → b1, return → b1`),
    );
  });

  it.each(BREACHES)('refuses $title', ({ text = SOUND, options = {}, edit, says }) => {
    const fn = graphFromText(text, options);
    edit?.(fn);
    expect(() => verify(fn)).toThrow(InvariantError);
    expect(() => verify(fn)).toThrow(says);
  });
});
