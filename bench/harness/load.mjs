/** A program, ready to run: what it exports, and a round of it. */
import { drivers } from './drivers.mjs';
import { pollute } from './pollute.mjs';

/** Gives `module` and `run(size)`, once the process is polluted, if it is to be. The fields are those of child.mjs. */
export async function load({ program, expose, driver, pollution }) {
  const module = await import(program);
  const run = runOf(module, { expose, driver });
  if (pollution) await pollute(await import(pollution));
  return { module, run };
}

export function runOf(module, { expose, driver }) {
  const exported = module[expose ?? (driver ? 'make' : 'run')];
  if (typeof exported !== 'function') throw new Error(`the program does not export what is to be run`);
  const drive = drivers[driver];
  return drive ? (n) => drive(exported, n) : exported;
}
