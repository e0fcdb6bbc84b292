/** What does a task that waits cost, and does it leave anything behind? */
import { measureInTurn } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';

const count = 100_000;

export const question = {
  name: 'waiting',
  asks: '100,000 tasks, each waiting on a channel',
  async *answer(context) {
    const job = { task: 'waiting', module: context.locate('compiled', 'waiting'), count };
    const [answers] = await measureInTurn([job], Math.min(context.processes, 3), { flags: ['--expose-gc'] });
    for (const [what, limit, of] of [
      ['heap of each, bytes', 700, ({ bytes }) => bytes],
      ['cancelling all of them, ms', 200, ({ milliseconds }) => milliseconds],
      ['heap when they have ended, beside before', 1.05, ({ left }) => left],
    ]) {
      const figures = answers.map(of);
      yield { what, ours: median(figures), spread: spread(figures), limit, held: median(figures) };
    }
  },
};
