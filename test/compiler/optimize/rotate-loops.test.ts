import { describe, expect, it } from 'vitest';
import { rotateLoops } from '../../../compiler/optimize/rotate-loops.ts';
import { expectPass } from './passes.ts';

const unchanged = (text: string): void => {
  expectPass(rotateLoops, text, text, { bindings: ['n'] });
};

describe('rotateLoops', () => {
  it('tests at the end of the loop', () => {
    const fn = expectPass(
      rotateLoops,
      `b0: i = 0; jump b1
       b1: branch i < n ? b2 : b4
       b2: suspend yield i → b3
       b3: i++; jump b1
       b4: return`,
      `b0: i = 0; jump b1
       b1: branch i < n ? b2 : b4
       b2: suspend yield i → b3
       b3: i++; branch i < n ? b2 : b4
       b4: return`,
      { bindings: ['n'] },
    );
    const tests = [...fn.blocks.values()].flatMap(({ terminator }) =>
      terminator.kind === 'branch' && terminator.test.type === 'BinaryExpression'
        ? [terminator.test.left]
        : [],
    );
    expect(tests.map((node) => node.type === 'Identifier' && fn.references.get(node)?.name)).toEqual([
      'i',
      'i',
    ]);
  });

  it('leaves a header that does more than test, or tests something large, or makes a closure', () => {
    unchanged('b0: jump b1\nb1: f(); branch n ? b2 : b3\nb2: g(); jump b1\nb3: return');
    unchanged('b0: jump b1\nb1: branch n + n + n + n + n ? b2 : b3\nb2: g(); jump b1\nb3: return');
    unchanged('b0: jump b1\nb1: branch f(() => n) ? b2 : b3\nb2: g(); jump b1\nb3: return');
  });

  it('leaves a loop whose test stands under another handler than its end', () => {
    unchanged(`
      b0: jump b1
      b1: branch f() ? b2 : b3
      b2 [r0]: g(); jump b1
      b3: return
      b4: throw received
      r0: throw → b4`);
  });

  it('leaves a header that is resumed at, and one with many edges back', () => {
    unchanged(
      'b0: jump b1\nb1: branch n ? b2 : b4\nb2: branch f() ? b3 : b5\nb3: suspend yield 1 → b1\nb4: return\nb5: jump b1',
    );
    unchanged(`
      b0: jump b1
      b1: branch n ? b2 : b6
      b2: branch f() ? b3 : b4
      b3: g(); jump b1
      b4: branch f() ? b5 : b7
      b5: g(); jump b1
      b6: return
      b7: g(); jump b1`);
  });
});
