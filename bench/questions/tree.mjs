/** What does a value cost that comes up through a recursion by `yield*`, where native delegation pays for each level? */
import { compare } from '../harness/compare.mjs';

export const question = {
  name: 'tree',
  asks: 'a value of a tree of depth 20 by yield*, ns',
  async *answer(context) {
    yield* compare(context, {
      what: 'tree by for-of',
      job: { task: 'steps', workload: 'tree', driver: 'tree', size: 20, rounds: 4 },
      module: 'tree',
      limit: { alone: 0.2, polluted: 0.25 },
    });
  },
};
