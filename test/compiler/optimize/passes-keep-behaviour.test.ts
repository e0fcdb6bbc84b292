import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IRFunction } from '../../../compiler/ir/types.ts';
import { verify } from '../../../compiler/ir/verify.ts';
import { dropUnreachable } from '../../../compiler/optimize/drop-unreachable.ts';
import { foldBranches } from '../../../compiler/optimize/fold-branches.ts';
import { mergeBlocks } from '../../../compiler/optimize/merge-blocks.ts';
import { propagateTemporaries } from '../../../compiler/optimize/propagate-temporaries.ts';
import { rotateLoops } from '../../../compiler/optimize/rotate-loops.ts';
import { assignSlots } from '../../../compiler/optimize/slots.ts';
import { threadJumps } from '../../../compiler/optimize/thread-jumps.ts';
import { verifySlots } from '../../../compiler/optimize/verify-slots.ts';
import { graphFromText } from '../ir/graph-from-text.ts';
import { randomProgram, VARIABLES } from './random-program.ts';
import { runGraph } from './run-graph.ts';

const PASSES = [foldBranches, threadJumps, mergeBlocks, propagateTemporaries, rotateLoops];

const decisions = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 30 });

describe('the passes, in any order', () => {
  const build = (text: string): IRFunction => graphFromText(text, { bindings: VARIABLES });

  it('keep what a program does, with only its slots kept across suspensions', () => {
    fc.assert(
      fc.property(
        randomProgram,
        fc.array(fc.constantFrom(...PASSES), { maxLength: 7 }),
        fc.array(decisions, { minLength: 5, maxLength: 5 }),
        (text, passes, runs) => {
          const source = build(text);
          const fn = build(text);
          verify(fn);
          for (const pass of passes) {
            dropUnreachable(fn);
            verify(fn);
            pass(fn);
            verify(fn);
          }
          dropUnreachable(fn);
          assignSlots(fn);
          verifySlots(fn);
          for (const run of runs) expect(runGraph(fn, run, true)).toEqual(runGraph(source, run, false));
        },
      ),
      { numRuns: 500 },
    );
  });
});
