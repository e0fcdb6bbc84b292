/** Do deep and wide programs, which Babel itself can parse and print, compile, and still mean the same? */
import { measureInProcess } from '../harness/processes.mjs';
import { large } from '../programs/large.mjs';

export const question = {
  name: 'large',
  asks: 'large programs: compiled, run, compared with native; ms to compile, the compiler cold',
  async *answer() {
    for (const program of Object.keys(large)) {
      try {
        yield { what: program, ours: await measureInProcess({ task: 'large', program }), holds: true };
      } catch (error) {
        yield { what: program, holds: false, why: error.message };
      }
    }
  },
};
