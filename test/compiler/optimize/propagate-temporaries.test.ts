import { describe, it } from 'vitest';
import { propagateTemporaries } from '../../../compiler/optimize/propagate-temporaries.ts';
import type { TextOptions } from '../ir/graph-from-text.ts';
import { expectPass } from './passes.ts';

const becomes = (before: string, after: string, options?: TextOptions): void => {
  expectPass(propagateTemporaries, before, after, options);
};
const unchanged = (text: string, options?: TextOptions): void => becomes(text, text, options);

describe('propagateTemporaries', () => {
  it('reads the variable that was copied', () => {
    becomes('b0: a = f(); t0 = a; g(t0, h()); return', 'b0: a = f(); g(a, h()); return');
    becomes('b0: a = f(); t0 = a; t1 = t0; return t1', 'b0: a = f(); return a');
  });

  it('puts a literal at its use, after a suspension too', () => {
    becomes(
      'b0: t0 = 2; suspend yield 1 → b1\nb1: return f(t0, received)',
      'b0: suspend yield 1 → b1\nb1: return f(2, received)',
    );
    becomes('b0: t0 = "a"; return { t0 }', 'b0: return ({ t0: "a" })');
  });

  it('keeps a copy of what is written before the copy is read, in the same expression too', () => {
    unchanged('b0: a = f(); t0 = a; a = g(); return t0');
    unchanged('b0: a = f(); t0 = a; a++; return t0');
    unchanged('b0: a = f(); t0 = a; g([a] = h(), t0); return');
    unchanged('b0: a = f(); t0 = a; { for (a of h()) g(); }; return t0');
  });

  it('keeps a copy across a suspension, and in another block', () => {
    unchanged('b0: a = f(); t0 = a; suspend yield 1 → b1\nb1: return g(t0, received)');
    unchanged('b0: a = f(); t0 = a; jump b1\nb1: return t0');
    unchanged('b0: a = f(); t0 = a; jump b1\nb1: g(); a = h(); g(); return t0');
  });

  it('keeps a copy of what closures may write', () => {
    unchanged('b0: a = f(); t0 = a; g(() => a++, t0); return', { captured: ['a'] });
  });

  it('keeps a temporary that is read twice, assigned twice, or written in an expression', () => {
    unchanged('b0: a = f(); t0 = a; return t0 + t0');
    unchanged('b0: t0 = 1; branch f() ? b1 : b2\nb1: t0 = 2; jump b2\nb2: return t0');
    unchanged('b0: t0 = 1; return t0++');
  });

  it('keeps a copy of a parameter that `arguments` may write', () => {
    unchanged('b0: t0 = p; arguments[0] = 1; return t0', { parameters: ['p'] });
    becomes('b0: t0 = p; g(); return t0', 'b0: g(); return p', { parameters: ['p'] });
  });
});
