import { describe, it } from 'vitest';
import type { IRFunction } from '../../../compiler/ir/types.ts';
import { forgetDead } from '../../../compiler/optimize/forget-dead.ts';
import { assignSlots } from '../../../compiler/optimize/slots.ts';
import type { TextOptions } from '../ir/graph-from-text.ts';
import { expectPass } from './passes.ts';

const pass = (fn: IRFunction): void => {
  assignSlots(fn);
  forgetDead(fn);
};
const expectForgotten = (before: string, after: string, options: TextOptions = {}): void => {
  expectPass(pass, before, after, options);
};

describe('forgetDead', () => {
  it('empties a variable at the first suspension behind its last use, and once', () => {
    expectForgotten(
      `b0: a = f(); suspend yield a → b1
       b1: g(a); suspend yield 1 → b2
       b2: suspend yield 2 → b3
       b3: return`,
      `b0: a = f(); suspend yield a → b1
       b1: g(a); suspend yield 1 forgets a → b2
       b2: suspend yield 2 → b3
       b3: return
       spilled: a`,
    );
  });

  it('empties it again in a loop that fills it again', () => {
    expectForgotten(
      `b0: jump b1
       b1: a = f(); suspend yield 1 → b2
       b2: suspend yield a → b3
       b3: branch g() ? b1 : b4
       b4: suspend yield 3 → b5
       b5: return`,
      `b0: jump b1
       b1: a = f(); suspend yield 1 → b2
       b2: suspend yield a forgets a → b3
       b3: branch g() ? b1 : b4
       b4: suspend yield 3 → b5
       b5: return
       spilled: a`,
    );
  });

  it('empties parameters, but where arguments or eval name them too', () => {
    expectForgotten(
      'b0: f(p); suspend yield 1 → b1\nb1: return',
      'b0: f(p); suspend yield 1 forgets p → b1\nb1: return',
      { parameters: ['p'] },
    );
    for (const call of ['f(p, arguments)', 'eval(p)']) {
      const text = `b0: ${call}; suspend yield 1 → b1\nb1: return`;
      expectForgotten(text, text, { parameters: ['p'] });
    }
  });

  it('leaves what only holds primitives, what closures see, and what is empty', () => {
    expectForgotten(
      `b0: a = 1; c = a; d = f(); suspend yield 1 → b1
       b1: a++; g(a, c, () => d); suspend yield 2 → b2
       b2: return`,
      `b0: a = 1; c = a; d = f(); suspend yield 1 → b1
       b1: a++; g(a, c, () => d); suspend yield 2 → b2
       b2: return
       spilled: a, c, d`,
      { captured: ['d'] },
    );
    expectForgotten(
      `b0: a = f(); suspend yield 1 → b1
       b1: g(a); a = null; suspend yield 2 → b2
       b2: return`,
      `b0: a = f(); suspend yield 1 → b1
       b1: g(a); a = null; suspend yield 2 → b2
       b2: return
       spilled: a`,
    );
  });

  it('keeps what a handler may read, and empties in it what was full where it threw', () => {
    expectForgotten(
      `b0: jump b1
       b1 [r0]: a = f(); c = f(); suspend yield 1 → b2
       b2 [r0]: g(a); suspend yield 2 → b3
       b3 [r0]: return
       b4: g(c); suspend yield 3 → b5
       b5: return
       r0: throw → b4`,
      `b0: jump b1
       b1 [r0]: a = f(); c = f(); suspend yield 1 → b2
       b2 [r0]: g(a); suspend yield 2 forgets a → b3
       b3 [r0]: return
       b4: g(c); suspend yield 3 forgets a, c → b5
       b5: return
       r0: throw → b4
       spilled: a, c`,
    );
  });
});
