/** What does an `await` cost in a coroutine, beside one in a native async function? */
import { compare } from '../harness/compare.mjs';

export const question = {
  name: 'awaiting',
  asks: 'an await, ns',
  async *answer(context) {
    for (const [kind, what] of [
      ['value', 'of a plain value'],
      ['coroutine', 'of a call of another coroutine'],
      ['promise', 'of a settled promise'],
      ['forAwait', 'for await, an item of an async generator'],
    ]) {
      yield* compare(
        { ...context, processes: Math.min(context.processes, 3) },
        {
          what,
          job: { task: 'awaiting', kind, size: 200_000 },
          module: 'awaiting',
          conditions: ['alone'],
        },
      );
    }
  },
};
