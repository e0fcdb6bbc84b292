/** A program, ready to run: what it exports, and a round of it. */
import { runOf } from './drivers.mjs';
import { pollute } from './pollute.mjs';

/** Gives `module` and `run(size)`, once the process is polluted, if it is to be. The fields are those of child.mjs. */
export async function load({ program, expose, driver, pollution }) {
  const module = await import(program);
  const run = runOf(module, { expose, driver });
  if (pollution) await pollute(await import(pollution));
  return { module, run };
}
