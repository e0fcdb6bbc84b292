import { describe, it } from 'vitest';
import { mergeBlocks } from '../../../compiler/optimize/merge-blocks.ts';
import { expectPass } from './passes.ts';

describe('mergeBlocks', () => {
  it('joins chains into their heads, in whatever order they stand', () => {
    expectPass(
      mergeBlocks,
      'b0: f(); jump b3\nb1: i(); return\nb2: h(); jump b1\nb3: g(); jump b2',
      'b0: f(); g(); h(); i(); return',
    );
  });

  it('leaves a block that two lead to, and a loop to itself', () => {
    const text = 'b0: branch f() ? b1 : b2\nb1: g(); jump b2\nb2: h(); jump b3\nb3: i(); jump b2';
    expectPass(mergeBlocks, text, 'b0: branch f() ? b1 : b2\nb1: g(); jump b2\nb2: h(); i(); jump b2');
  });

  it('joins a resume block with what follows it, never with what stands before', () => {
    expectPass(
      mergeBlocks,
      'b0: f(); suspend yield 1 → b1\nb1: x = received; jump b2\nb2: return x',
      'b0: f(); suspend yield 1 → b1\nb1: x = received; return x',
    );
  });

  it('does not join across regions, nor with a landing pad', () => {
    const text = `
      b0: f(); jump b1
      b1 [r0]: g(); jump b2
      b2: return
      b3: throw received
      r0: throw → b3`;
    expectPass(mergeBlocks, text, text);
  });
});
