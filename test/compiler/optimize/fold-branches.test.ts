import { describe, it } from 'vitest';
import { foldBranches } from '../../../compiler/optimize/fold-branches.ts';
import { expectPass } from './passes.ts';

describe('foldBranches', () => {
  it('jumps where the test is a boolean literal', () => {
    expectPass(
      foldBranches,
      'b0: branch true ? b1 : b2\nb1: branch false ? b0 : b2\nb2: return',
      'b0: jump b1\nb1: jump b2\nb2: return',
    );
  });

  it('jumps where both ways are the same, and evaluates a test that may do something', () => {
    expectPass(
      foldBranches,
      'b0: x = 1; branch x ? b1 : b1\nb1: branch f() ? b2 : b2\nb2: return',
      'b0: x = 1; jump b1\nb1: f(); jump b2\nb2: return',
    );
  });

  it('jumps where a switch has no cases', () => {
    expectPass(foldBranches, 'b0: switch f() { else → b1 }\nb1: return', 'b0: f(); jump b1\nb1: return');
  });
});
