/**
 * What has to be reached, as promises, each with the rows that show it: `[case, beside]`, a target of stackless in that case, or
 * `[case]`, one that is a figure by itself. The verdict on a promise is that on the worst of its rows; a row that is not
 * there is not shown.
 */
import { libraries } from './harness/cases.mjs';

const flat = ['range', 'fib', 'tryFinally', 'echo'];
const byEach = (names, besides) => names.flatMap((name) => besides.map((beside) => [name, beside]));

export const goals = [
  {
    promise:
      'flat range, fib, try/finally, echo, by for-of and by resume: at most 0.5 of native generators alone, 0.6 polluted',
    rows: byEach(
      flat.flatMap((name) => [`${name} by for-of`, `${name} by resume`]),
      ['native'],
    ),
  },
  {
    promise: 'the same by explicit next(): at most 0.6, 0.75',
    rows: byEach(
      flat.map((name) => `${name} by next`),
      ['native'],
    ),
  },
  {
    promise:
      'tree by yield*: at most 1/7 of native; a chain of depth 100: 1/100; of depth 10,000 and 1,000,000: runs',
    rows: [
      ['tree', 'native'],
      ['chain of depth 100', 'native'],
      ['chain of depth 10,000'],
      ['chain of depth 1,000,000'],
    ],
  },
  {
    promise: 'same fringe of two trees: at most 1/4 of native; JSON lexer and parser: 0.8',
    rows: byEach(['same-fringe', 'json'], ['native']),
  },
  {
    promise: 'create and first step: at most 0.8 of native alone, 1.0 polluted',
    rows: byEach(['create and next', 'create and resume'], ['native']),
  },
  {
    promise:
      'transfer: at most 1.2 of a bare trampoline over two native generators, heap growth under 64 kB in 10,000,000',
    rows: [['transfer ping-pong', 'trampoline'], ['transfer heap growth']],
  },
  {
    promise:
      'heap of a suspended generator: a flat range at most 160 bytes and 1.2 of native, eight locals 1.2',
    rows: [['heap of a flat range'], ['heap of a flat range', 'native'], ['heap of eight locals', 'native']],
  },
  {
    promise: 'heap of an async function’s frame in a chain of awaits: at most 0.45 of native',
    rows: [['heap-async', 'native']],
  },
  {
    promise: 'await of a call, and of a ready value: at most 1/8 of a native await of an async call',
    rows: [
      ['await of a call', 'native'],
      ['await of a ready value', 'native call'],
    ],
  },
  {
    promise:
      'channel hand-off, capacity 0 and 128: at most 1/4 of a queue on native promises; at most 1/3 of Go, and less than Go',
    rows: byEach(['channel-0', 'channel-128'], ['native', 'go']),
  },
  {
    promise:
      'skynet: at most 1/3 of native async, and less than Go; ring: 1/4 of Go; spawn and join: 1/3 of native async',
    rows: [
      ['skynet', 'native'],
      ['skynet', 'go'],
      ['ring', 'go'],
      ['spawn-join', 'native'],
    ],
  },
  { promise: 'select over 10 channels: at most 1/2 of Go', rows: [['select-10', 'go']] },
  {
    promise:
      'timers set and cancelled: at most 1/5 of setTimeout and clearTimeout; 100,000 tasks asleep: 1/2 of promises on setTimeout',
    rows: byEach(['timers', 'asleep'], ['native']),
  },
  {
    promise: 'any workload beside co, redux-saga, js-csp, effection and effect: at least 5 times as fast',
    besides: libraries,
  },
  {
    promise: 'range, tree, create: faster than LuaJIT, within 3 times of C++20',
    rows: byEach(['range by resume', 'tree', 'create and resume'], ['luajit', 'cpp']),
  },
  {
    promise: `compile time with functions: 'all': at most 0.8 of regenerator’s; output size: at most 1.0`,
    rows: byEach(['packages compile time', 'packages output size'], ['regenerator']),
  },
];

/** `{ promise, verdict, short }` of each goal; `short` lists what keeps it from holding. `results` have `name` and `rows`. */
export function goalsOf(results) {
  const judged = results.flatMap(({ name, rows }) =>
    rows.filter(({ who, verdict }) => who === 'stackless' && verdict).map((row) => ({ name, ...row })),
  );
  return goals.map(({ promise, rows, besides }) => {
    const found = besides
      ? judged.filter(({ beside }) => besides.includes(beside))
      : rows.map(([name, beside]) => {
          const row = judged.find((each) => each.name === name && each.beside === beside);
          return row ?? { name, who: 'stackless', beside, verdict: 'not shown', why: 'not measured' };
        });
    const verdict =
      ['MISSED', 'not shown'].find((bad) => found.some((row) => row.verdict === bad)) ?? 'holds';
    return {
      promise,
      verdict: found.length === 0 ? 'not shown' : verdict,
      short: found.filter((row) => row.verdict !== 'holds'),
    };
  });
}
