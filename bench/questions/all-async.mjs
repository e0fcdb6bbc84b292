/** What do async functions and async generators cost with `functions: 'all'`, beside regenerator's? */
import { contest } from '../harness/contest.mjs';
import { AWAIT_BESIDE_NATIVE, NO_SLOWER } from '../harness/limits.mjs';

const kinds = [
  ['value', 'await of a value'],
  ['settled', 'await of a settled promise', AWAIT_BESIDE_NATIVE],
  ['promise', 'await of a new promise', AWAIT_BESIDE_NATIVE],
  ['inFinally', 'await in try and finally', AWAIT_BESIDE_NATIVE],
  ['caught', 'await that throws, caught'],
  ['neverAwaits', 'await of a call that never awaits'],
  ['awaitsOnce', 'await of a call that awaits'],
  ['method', 'await of a method'],
  ['forAwait', 'for await of an async generator'],
  ['forAwaitAwaited', 'for await, each item awaited'],
  ['forAwaitSync', 'for await of a generator'],
  ['next', 'await of next()'],
  ['delegated', 'yield* of an async generator'],
];

export const question = {
  name: 'all-async',
  asks: `functions: 'all', an await or an item, ns`,
  async *answer(context) {
    for (const [kind, what, limit] of kinds) {
      yield* contest(
        { ...context, processes: Math.min(context.processes, 3) },
        {
          what,
          job: { task: 'awaiting', kind, size: 50_000, rounds: 12 },
          module: 'async-kinds',
          claims: [
            ['all', 'regenerator', NO_SLOWER],
            ['all', 'native', limit],
            ['loose', 'native'],
            ['compiled', 'native'],
          ],
        },
      );
    }
  },
};
