import { describe, it } from 'vitest';
import { dropUnreachable } from '../../../compiler/optimize/drop-unreachable.ts';
import { expectPass } from './passes.ts';

describe('dropUnreachable', () => {
  it('drops blocks that nothing leads to, loops among them', () => {
    expectPass(dropUnreachable, 'b0: return 1\nb1: jump b2\nb2: jump b1', 'b0: return 1');
  });

  it('keeps what a throw, or an injected return, leads to', () => {
    const text = `
      b0 [r0]: suspend yield 1 → b1
      b1 [r0]: jump b4
      b2: x = received; throw x
      b3: y = received; return injected y
      b4: return
      r0: throw → b2, return → b3`;
    expectPass(dropUnreachable, text, text);
  });

  it('dissolves a region in which nothing can throw', () => {
    expectPass(
      dropUnreachable,
      `b0 [r0]: x = 1; branch x === 1 ? b1 : b2
       b1 [r0]: jump b2
       b2: return x
       b3: x = received; jump b2
       r0: throw → b3`,
      `b0: x = 1; branch x === 1 ? b1 : b2
       b1: jump b2
       b2: return x`,
    );
  });

  it('drops the pad for returns where nothing suspends, and keeps the one for throws', () => {
    expectPass(
      dropUnreachable,
      `b0 [r0]: f(); jump b3
       b1: x = received; throw x
       b2: x = received; return injected x
       b3: return
       r0: throw → b1, return → b2`,
      `b0 [r0]: f(); jump b3
       b1: x = received; throw x
       b3: return
       r0: throw → b1`,
    );
  });

  it('hands the regions inside a dissolved one to its parent', () => {
    expectPass(
      dropUnreachable,
      `b0 [r2]: f(); jump b4
       b1: throw received
       b2 [r0]: jump b4
       b3 [r1]: jump b4
       b4 [r0]: g(); return
       r0: throw → b1
       r1 in r0: throw → b2
       r2 in r1: throw → b3`,
      `b0 [r2]: f(); jump b4
       b1: throw received
       b3 [r0]: jump b4
       b4 [r0]: g(); return
       r0: throw → b1
       r2 in r0: throw → b3`,
    );
  });

  it('takes a read of an unknown name, a property or an operator for something that throws', () => {
    for (const expression of ['unknown', 'x.y', 'x + 1', '-x', '`${x}`', '[...x]', 'x = y']) {
      const text = `
        b0 [r0]: (${expression}, 0); return
        b1: throw received
        r0: throw → b1`;
      expectPass(dropUnreachable, text, text.replace(/\((.*), 0\)/, '$1, 0'), { bindings: ['x'] });
    }
  });
});
