/** What do generators cost that are compiled with `functions: 'all'`, beside regenerator's? */
import { contest } from '../harness/contest.mjs';
import { LOOSE_BESIDE_MARKED, NO_SLOWER } from '../harness/limits.mjs';

const claims = [
  ['all', 'regenerator', NO_SLOWER],
  ['all', 'native'],
  ['loose', 'compiled', LOOSE_BESIDE_MARKED],
];

const workloads = [
  ...['range', 'fib', 'echo', 'tryFinally'].flatMap((workload) => [
    { workload, driver: 'next', module: 'steps' },
    { workload, driver: 'forOf', module: 'steps' },
  ]),
  ...['method', 'staticMethod', 'objectMethod', 'declaration', 'list'].map((workload) => ({
    workload,
    driver: 'forOf',
    module: 'forms',
  })),
  { workload: 'tree', driver: 'tree', module: 'tree', size: 16 },
];

export const question = {
  name: 'all-generators',
  asks: `functions: 'all', a step of a generator, ns`,
  async *answer(context) {
    for (const { workload, driver, module, size = 200_000 } of workloads) {
      yield* contest(
        { ...context, processes: Math.min(context.processes, 3) },
        {
          what: `${workload} by ${driver}`,
          job: { task: 'steps', workload, driver, size, rounds: 20 },
          module,
          claims,
        },
      );
    }
  },
};
