import { describe, it } from 'vitest';
import { findLastDelegations } from '../../../compiler/optimize/find-last-delegations.ts';
import { expectPass } from './passes.ts';

const unchanged = (text: string): void => {
  expectPass(findLastDelegations, text, text);
};

describe('findLastDelegations', () => {
  it('marks a delegation whose result is returned as it is', () => {
    expectPass(
      findLastDelegations,
      `b0: branch f() ? b1 : b3
       b1: suspend delegate g() → b2
       b2: return received
       b3: suspend delegate h() → b4
       b4: return received`,
      `b0: branch f() ? b1 : b3
       b1: suspend delegate g() last → b2
       b2: return received
       b3: suspend delegate h() last → b4
       b4: return received`,
    );
  });

  it('leaves one after which something is done, or something else returned', () => {
    unchanged('b0: suspend delegate g() → b1\nb1: return');
    unchanged('b0: suspend delegate g() → b1\nb1: f(); return received');
    unchanged('b0: suspend delegate g() → b1\nb1: return f(received)');
    unchanged('b0: suspend delegate g() → b1\nb1: return injected received');
  });

  it('leaves one that a region handles, one in a finally, and a plain yield', () => {
    unchanged(`
      b0 [r0]: suspend delegate g() → b1
      b1 [r0]: return received
      b2: return
      r0: throw → b2`);
    unchanged('b0: suspend delegate g() shielded → b1\nb1: return received');
    unchanged('b0: suspend yield g() → b1\nb1: return received');
  });
});
