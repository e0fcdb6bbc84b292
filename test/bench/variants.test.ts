import { expect, it } from 'vitest';
import { casesOf } from '../../bench/harness/cases.mjs';
import { betweenVariants, ratioIn } from '../../bench/harness/variants.mjs';

const base = new URL('programs/', import.meta.url);

function caseOf(name: string, workload: object) {
  return casesOf(name, { asks: '', size: 7, expect: (n: number) => n, ...workload }, base);
}

it('variants run the program of ours, each made by its own maker, and nobody else takes part', () => {
  const cases = [
    ...caseOf('shared', {
      programs: { stackless: 'right.mjs', native: 'right.mjs' },
      targets: [['stackless', 'native', 1]],
    }),
    ...caseOf('native only', { programs: { native: 'right.mjs' } }),
    ...caseOf('by a rig', { programs: { stackless: 'right.mjs' }, rig: 'rig.mjs' }),
  ];
  const [now, before] = [{}, {}];
  expect(betweenVariants(cases, { now, before })).toMatchObject([
    {
      name: 'shared',
      targets: [],
      programs: { now: { as: 'stackless', maker: now }, before: { as: 'stackless', maker: before } },
    },
  ]);
});

it('a variant is held against the first, where both have a figure', () => {
  const measured = {
    'all passes': { alone: { median: 4 }, polluted: { error: 'failed' } },
    'rotate-loops': { alone: { median: 6 }, polluted: { median: 6 } },
  };
  expect(ratioIn(measured, 'rotate-loops', 'alone')).toBe(1.5);
  expect(ratioIn(measured, 'rotate-loops', 'polluted')).toBeUndefined();
});
