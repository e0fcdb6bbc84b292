/** What does it cost to call a function compiled with `functions: 'all'`, beside regenerator's? */
import { contest } from '../harness/contest.mjs';
import { CREATION_BESIDE_REGENERATOR, LOOSE_BESIDE_MARKED } from '../harness/limits.mjs';

const all = [
  ['all', 'regenerator', CREATION_BESIDE_REGENERATOR],
  ['all', 'native'],
];
const loose = [['loose', 'compiled', LOOSE_BESIDE_MARKED]];

const steps = { task: 'steps', size: 100_000, rounds: 12 };
const work = { task: 'awaiting', size: 50_000, rounds: 12 };

const workloads = [
  ['echo()', { ...steps, workload: 'echo', driver: 'create' }, 'steps', [...all, ...loose]],
  ['echo() and next()', { ...steps, workload: 'echo', driver: 'createAndNext' }, 'steps', [...all, ...loose]],
  [
    'tryFinally() to its end',
    { ...steps, workload: 'tryFinally', driver: 'createAndFinish' },
    'steps',
    [...all, ...loose],
  ],
  [
    'a method and next()',
    { ...steps, workload: 'method', driver: 'createAndNext' },
    'forms',
    [...all, ...loose],
  ],
  ['async, never awaits', { ...work, kind: 'callNever' }, 'async-kinds', all],
  ['async, awaits a value', { ...work, kind: 'callOnce' }, 'async-kinds', all],
  ['async, awaits a promise', { ...work, kind: 'callSettled' }, 'async-kinds', all],
  ['async, try and finally', { ...work, kind: 'callGuarded' }, 'async-kinds', all],
  ['async generator and next()', { ...work, kind: 'openAndNext' }, 'async-kinds', all],
];

export const question = {
  name: 'all-creation',
  asks: `functions: 'all', a call, ns`,
  async *answer(context) {
    for (const [what, job, module, claims] of workloads) {
      yield* contest(
        { ...context, processes: Math.min(context.processes, 3) },
        { what, job, module, claims },
      );
    }
  },
};
