/** How much heap does a suspended coroutine hold on to? */
import { measureInTurn } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';

export const question = {
  name: 'memory',
  asks: 'heap of a suspended coroutine, bytes (the limit is in bytes as well)',
  async *answer(context) {
    for (const [workload, what, limit] of [
      ['range', 'range, two spills', 168],
      ['echo', 'echo, two spills', undefined],
      ['fib', 'fib, three spills', undefined],
    ]) {
      const jobs = ['compiled', 'native'].map((kind) => ({
        task: 'memory',
        workload,
        module: context.locate(kind, 'steps'),
      }));
      const [ours, native] = await measureInTurn(jobs, Math.min(context.processes, 3), {
        flags: ['--expose-gc'],
      });
      yield {
        what,
        ours: median(ours),
        baseline: median(native),
        ratio: median(ours) / median(native),
        spread: Math.max(spread(ours), spread(native)),
        limit,
        held: median(ours),
      };
    }
  },
};
