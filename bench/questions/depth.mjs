/** Does a resume stay O(1) however deep the delegation, and do throw and close get through all of it? */
import { measureInProcess } from '../harness/processes.mjs';
import { median, spread } from '../harness/statistics.mjs';

const depth = 1_000_000;

export const question = {
  name: 'depth',
  asks: 'yield* 1,000,000 deep, beside 10 deep',
  async *answer(context) {
    const answers = { shallow: [], deep: [] };
    const module = context.locate('compiled', 'chain');
    for (let turn = 0; turn < Math.min(context.processes, 3); turn++) {
      const job = { task: 'depth', module, resumes: 2_000_000 };
      answers.shallow.push(await measureInProcess({ ...job, depth: 10 }));
      answers.deep.push(await measureInProcess({ ...job, depth }));
    }
    const of = (list, figure) => list.map((answer) => answer[figure]);
    const deep = of(answers.deep, 'resume');
    const shallow = of(answers.shallow, 'resume');
    yield {
      what: 'a resume, ns',
      ours: median(deep),
      baseline: median(shallow),
      ratio: median(deep) / median(shallow),
      spread: Math.max(spread(deep), spread(shallow)),
      // O(1): the same work. What is left is that the deep chain's frames are not all in the processor's caches.
      limit: 1.5,
    };
    for (const [figure, what] of [
      ['build', 'building the chain, ms'],
      ['throw', 'a throw through all of it, ms'],
      ['close', 'closing all of it, ms'],
    ]) {
      const times = of(answers.deep, figure);
      yield { what, ours: median(times), spread: spread(times) };
    }
  },
};
