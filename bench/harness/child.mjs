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
import { answer } from './answer.mjs';
import { load } from './load.mjs';
import { measures } from './rounds.mjs';

await answer(async (job) => {
  const { module, run } = await load(job);
  const check = module.check ?? ((held) => held.filter((co) => !co.next().done).length);
  return await measures[job.measures](run, job.size, { milliseconds: job.budget, check });
});
