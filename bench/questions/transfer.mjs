/** What does a symmetric transfer cost, and does it leave anything behind, on the heap or the native stack? */
import { measureInTurn } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';

const transfers = 10_000_000;
/** Less than a byte in a hundred transfers: what the heap does anyway, not something that each transfer leaves. */
const mostGrownBytes = transfers / 100;

export const question = {
  name: 'transfer',
  asks: '10,000,000 transfers between two coroutines',
  async *answer(context) {
    const job = { task: 'transfer', module: context.locate('compiled', 'transfer'), transfers };
    const [answers] = await measureInTurn([job], Math.min(context.processes, 3), { flags: ['--expose-gc'] });
    const times = answers.map((answer) => answer.nanoseconds);
    yield { what: 'a transfer, ns', ours: median(times), spread: spread(times) };
    const grown = Math.max(...answers.map((answer) => answer.grownBytes));
    yield { what: 'growth of the heap, bytes', ours: grown, limit: mostGrownBytes, held: grown };
  },
};
