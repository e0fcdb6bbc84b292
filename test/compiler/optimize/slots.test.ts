import { describe, expect, it } from 'vitest';
import { assignSlots } from '../../../compiler/optimize/slots.ts';
import { verifySlots } from '../../../compiler/optimize/verify-slots.ts';
import { graphFromText, variableNamed } from '../ir/graph-from-text.ts';

const TEXT = `
  b0: a = f(); b = g(a); c = () => d; d = 1; h(c); suspend yield p → b1
  b1: t0 = received; return [b, p, t0]`;

describe('assignSlots', () => {
  it('spills what lives across a suspension or is captured, and no parameter', () => {
    const fn = graphFromText(TEXT, { parameters: ['p'], captured: ['d'] });
    variableNamed(fn, 'a').spilled = true;
    assignSlots(fn);
    expect([...fn.variables].filter(({ spilled }) => spilled).map(({ name }) => name)).toEqual(['b', 'd']);
    verifySlots(fn);
  });
});

describe('verifySlots', () => {
  it('finds a variable that would be lost', () => {
    const fn = graphFromText(TEXT, { parameters: ['p'], captured: ['d'] });
    expect(() => verifySlots(fn)).toThrow('b, live across a suspension, is spilled');
    variableNamed(fn, 'b').spilled = true;
    expect(() => verifySlots(fn)).toThrow('d, captured by a closure, is spilled');
  });
});
