/**
 * A fresh process that makes one measurement: told what by its argument, it answers one line of JSON,
 * `{ figure, result, rounds }` or `{ error }`.
 *   program    the module's URL
 *   expose     its export that is run or driven
 *   driver     how it is driven, a name in drivers.mjs, if it is
 *   measures   a name in rounds.mjs
 *   size       units in a round
 *   budget     milliseconds for the rounds
 *   pollution  a module whose coroutines run first, if any
 */
import { drivers } from './drivers.mjs';
import { pollute } from './pollute.mjs';
import { measures } from './rounds.mjs';

const job = JSON.parse(process.argv[2]);
let fellBack = false;
process.on('warning', ({ code }) => {
  if (code === 'STACKLESS_NOT_COMPILED') fellBack = true;
});

async function measure({ program, expose, driver, measures: kind, size, budget, pollution }) {
  const module = await import(program);
  const exported = module[expose ?? (driver ? 'make' : 'run')];
  if (typeof exported !== 'function') throw new Error(`the program does not export what is to be run`);
  const drive = drivers[driver];
  const run = drive ? (n) => drive(exported, n) : exported;
  if (pollution) await pollute(await import(pollution));
  const check = module.check ?? ((held) => held.filter((co) => !co.next().done).length);
  return await measures[kind](run, size, { milliseconds: budget, check });
}

let answer;
try {
  answer = await measure(job);
} catch (error) {
  answer = { error: error?.stack ?? String(error) };
}
// A warning is told a tick after it was given.
await new Promise((resolve) => setImmediate(resolve));
if (fellBack) answer = { error: 'fell back to native: a coroutine of it was not compiled' };
process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit());
