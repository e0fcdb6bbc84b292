/** What does a timer cost, and does a million of them leave anything behind? */
import { measureInTurn } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';

export const question = {
  name: 'timers',
  asks: '1,000,000 timers, set and cancelled',
  async *answer(context) {
    const job = { task: 'timers', module: context.locate('compiled', 'timers'), count: 1_000_000 };
    const [answers] = await measureInTurn([job], Math.min(context.processes, 3), { flags: ['--expose-gc'] });
    for (const [what, limit, of] of [
      ['heap of each, its operation included, bytes', 400, ({ bytes }) => bytes],
      ['setting and cancelling one, ns', 10_000, ({ nanoseconds }) => nanoseconds],
      ['heap when they have ended, beside before', 1.05, ({ left }) => left],
    ]) {
      const figures = answers.map(of);
      yield { what, ours: median(figures), spread: spread(figures), limit, held: median(figures) };
    }
  },
};
