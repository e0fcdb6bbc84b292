/** Does the time to compile grow with the size of a function, and not with its square? */
import { measureInProcess } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';
import { growing } from '../programs/growing.mjs';

export const question = {
  name: 'compile-time',
  asks: 'compiling a function, ms, beside one of half its size',
  async *answer(context) {
    for (const [kind, { size, named }] of Object.entries(growing)) {
      const answers = [];
      for (let turn = 0; turn < (named ? Math.min(context.processes, 2) : 1); turn++) {
        answers.push(await measureInProcess({ task: 'compile-time', kind }));
      }
      const ratios = answers.map((answer) => answer.whole / answer.half);
      yield {
        what: `${size.toLocaleString('en')} ${kind}`,
        ours: median(answers.map((answer) => answer.whole)),
        baseline: median(answers.map((answer) => answer.half)),
        ratio: median(ratios),
        spread: spread(ratios),
        limit: 2.3,
      };
    }
  },
};
