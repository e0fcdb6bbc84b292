import { describe, expect, it } from 'vitest';
import { goals, goalsOf } from '../../bench/goals.mjs';
import { casesOf, readCases } from '../../bench/harness/cases.mjs';
import { line } from '../../bench/harness/table.mjs';
import { rowsOf } from '../../bench/harness/verdicts.mjs';

const base = new URL('programs/', import.meta.url);

function caseOf(workload: object) {
  const programs = { stackless: 'right.mjs', native: 'right.mjs' };
  const [one] = casesOf('made-up', { asks: 'a unit, ns', size: 1, programs, ...workload }, base);
  return one!;
}

const ran = (figure: number, spread = 0) => {
  const one = { figures: [figure], median: figure, spread };
  return { alone: one, polluted: one };
};

describe('a target', () => {
  const one = caseOf({ targets: [['stackless', 'native', { alone: 0.5, polluted: 0.6 }]] });

  it('holds if it does alone and polluted', () => {
    expect(rowsOf(one, { stackless: ran(5), native: ran(10) })).toMatchObject([{ verdict: 'holds' }]);
  });

  it('is missed if it is in one of the two', () => {
    const stackless = { alone: ran(5).alone, polluted: ran(7).polluted };
    expect(rowsOf(one, { stackless, native: ran(10) })).toMatchObject([
      { verdict: 'MISSED', conditions: { alone: { ratio: 0.5 }, polluted: { ratio: 0.7 } } },
    ]);
  });

  it('is not shown by a contestant without a figure, and says why', () => {
    const gone = { alone: { error: 'the package x is not installed' }, polluted: { error: 'gone' } };
    const [row] = rowsOf(one, { stackless: ran(5), native: gone });
    expect(row).toMatchObject({ verdict: 'not shown', why: 'native: the package x is not installed' });
    expect(line(row!)).toContain('native: the package x is not installed');
  });

  it('may be a figure by itself, or to come through', () => {
    const heap = caseOf({
      targets: [
        ['stackless', { atMost: 160 }],
        ['stackless', 'runs'],
      ],
    });
    expect(rowsOf(heap, { stackless: ran(161), native: ran(1) })).toMatchObject([
      { verdict: 'MISSED' },
      { verdict: 'holds' },
      { who: 'stackless', beside: 'native' },
    ]);
  });

  it('of a library need not be written down', () => {
    const { targets } = caseOf({ programs: { stackless: 'right.mjs', co: 'right.mjs' } });
    expect(targets).toEqual([
      { who: 'stackless', beside: 'co', kind: 'ratio', most: { alone: 0.2, polluted: 0.2 } },
    ]);
  });

  it('marks what is noisy', () => {
    const [row] = rowsOf(one, { stackless: ran(5, 0.2), native: ran(10) });
    expect(row?.conditions['alone']).toMatchObject({ noisy: true });
    expect(line(row!)).toContain('~20 %');
    const [quiet] = rowsOf(one, { stackless: ran(5, 0.1), native: ran(10) });
    expect(quiet?.conditions['alone']).toMatchObject({ noisy: false });
  });
});

it('one process alone has no spread to tell', () => {
  const one = caseOf({ targets: [['stackless', 'native', 0.5]] });
  const single = { alone: { median: 5 }, polluted: { median: 5 } };
  const [row] = rowsOf(one, {
    stackless: single,
    native: { alone: { median: 10 }, polluted: { median: 10 } },
  });
  expect(row).toMatchObject({ verdict: 'holds', conditions: { alone: { noisy: false, spread: undefined } } });
  expect(line(row!)).not.toContain('%');
});

describe('what has to be reached', () => {
  it('names workloads and targets that there are', async () => {
    const cases = await readCases();
    const named = goals.flatMap(({ rows }) => rows ?? []);
    const lost = named.filter(([name, beside]) => {
      const one = cases.find((each) => each.name === name);
      return !one?.targets.some((target) => target.who === 'stackless' && target.beside === beside);
    });
    expect(lost).toEqual([]);
  });

  it('is not shown as long as nothing was measured', () => {
    const verdicts = goalsOf([]).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['not shown']));
  });
});
