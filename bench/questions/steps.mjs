/** What does a step of a flat coroutine cost, beside the same step of a native generator? */
import { compare } from '../harness/compare.mjs';

const workloads = { range: true, fib: false, echo: true, tryFinally: true };
const limits = {
  forOf: { alone: 0.55, polluted: 0.7 },
  resume: { alone: 0.55, polluted: 0.7 },
  next: { alone: 0.7, polluted: 0.9 },
};

export const question = {
  name: 'steps',
  asks: 'a step of a flat coroutine, ns',
  async *answer(context) {
    for (const [workload, held] of Object.entries(workloads)) {
      for (const [driver, limit] of Object.entries(limits)) {
        yield* compare(context, {
          what: `${workload} by ${driver === 'forOf' ? 'for-of' : driver}`,
          job: { task: 'steps', workload, driver, size: 1_000_000, rounds: 15 },
          module: 'steps',
          limit: held ? limit : undefined,
        });
      }
    }
  },
};
