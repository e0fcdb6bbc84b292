/** What does it cost to make a coroutine and take its first step? */
import { compare } from '../harness/compare.mjs';

export const question = {
  name: 'creation',
  asks: 'creation and first step, ns',
  async *answer(context) {
    for (const [driver, what] of [
      ['createAndNext', 'echo() and next()'],
      ['createAndResume', 'echo() and resume()'],
    ]) {
      yield* compare(context, {
        what,
        job: { task: 'steps', workload: 'echo', driver, size: 1_000_000, rounds: 15 },
        module: 'steps',
        limit: { alone: 1, polluted: 1.15 },
      });
    }
  },
};
