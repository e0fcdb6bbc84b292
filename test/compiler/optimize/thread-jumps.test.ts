import { describe, it } from 'vitest';
import { threadJumps } from '../../../compiler/optimize/thread-jumps.ts';
import { expectPass } from './passes.ts';

describe('threadJumps', () => {
  it('follows chains of empty blocks', () => {
    expectPass(
      threadJumps,
      'b0: branch f() ? b1 : b2\nb1: jump b2\nb2: jump b3\nb3: g(); return',
      'b0: branch f() ? b3 : b3\nb1: jump b3\nb2: jump b3\nb3: g(); return',
    );
  });

  it('leaves an endless loop of empty blocks endless', () => {
    expectPass(
      threadJumps,
      'b0: jump b1\nb1: jump b2\nb2: jump b1\nb3: jump b3',
      'b0: jump b2\nb1: jump b1\nb2: jump b2\nb3: jump b3',
    );
  });

  it('resumes where the empty resume block would have jumped to', () => {
    expectPass(
      threadJumps,
      'b0: f(); jump b1\nb1: suspend yield 1 → b2\nb2: jump b1',
      'b0: f(); jump b1\nb1: suspend yield 1 → b1\nb2: jump b1',
    );
  });

  it('resumes neither at the entry, nor in another region, nor where another suspension does', () => {
    const entry = 'b0: suspend yield 1 → b1\nb1: jump b0';
    expectPass(threadJumps, entry, entry);
    const region = `
      b0 [r0]: suspend yield 1 → b1
      b1 [r0]: jump b2
      b2: return
      b3: throw received
      r0: throw → b3`;
    expectPass(threadJumps, region, region);
    expectPass(
      threadJumps,
      'b0: branch f() ? b1 : b3\nb1: suspend yield 1 → b2\nb2: jump b5\nb3: suspend yield 2 → b4\nb4: jump b5\nb5: return',
      'b0: branch f() ? b1 : b3\nb1: suspend yield 1 → b5\nb2: jump b5\nb3: suspend yield 2 → b4\nb4: jump b5\nb5: return',
    );
  });

  it('leaves landing pads where they stand', () => {
    const text = `
      b0 [r0]: f(); jump b2
      b1: jump b2
      b2: return
      r0: throw → b1`;
    expectPass(threadJumps, text, text);
  });
});
