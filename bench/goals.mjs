/**
 * What has to be reached, as promises, and the cases that show each: names of cases, or of workloads for all cases of them;
 * or what a row has to be. The verdict on a promise is that on the worst of its rows, and one without rows is not shown.
 */
import { libraries } from './harness/cases.mjs';

const goals = [
  {
    promise: 'flat generators, by for-of and by resume: at most 0.5 of native generators alone, 0.6 polluted',
    cases: ['range', 'fib', 'tryFinally', 'echo'].flatMap((name) => [
      `${name} by for-of`,
      `${name} by resume`,
    ]),
    rows: ({ beside }) => beside === 'native',
  },
  {
    promise: 'the same by explicit next(): at most 0.6, 0.75',
    cases: ['range', 'fib', 'tryFinally', 'echo'].map((name) => `${name} by next`),
    rows: ({ beside }) => beside === 'native',
  },
];

const LIBRARIES = {
  promise: `any workload beside co, redux-saga, js-csp, effection and effect: at least 5 times as fast`,
  rows: ({ who, beside }) => who === 'stackless' && libraries.includes(beside),
};

/** `{ promise, verdict, worst }` of each goal. */
export function goalsOf(results) {
  return [...goals, LIBRARIES].map(({ promise, cases, rows }) => {
    const found = results
      .filter(
        ({ name }) => !cases || cases.some((wanted) => name === wanted || name.startsWith(`${wanted} `)),
      )
      .flatMap((result) =>
        result.rows.filter((row) => row.verdict && rows(row)).map((row) => ({ name: result.name, ...row })),
      );
    const absent = (cases ?? []).filter(
      (wanted) => !results.some(({ name }) => name === wanted || name.startsWith(`${wanted} `)),
    );
    return { promise, ...verdictOf(found, absent) };
  });
}

function verdictOf(rows, absent) {
  const missed = rows.filter(({ verdict }) => verdict === 'MISSED');
  const hidden = rows.filter(({ verdict }) => verdict === 'not shown');
  const named = ({ name, who, beside }) => `${name}, ${who}${beside ? ` / ${beside}` : ''}`;
  if (missed.length > 0) return { verdict: 'MISSED', worst: missed.map(named).join('; ') };
  if (hidden.length > 0) return { verdict: 'not shown', worst: hidden.map(named).join('; ') };
  if (rows.length === 0 || absent.length > 0)
    return { verdict: 'not shown', worst: `not measured: ${absent.join(', ')}` };
  return { verdict: 'holds' };
}
