/** What runs in the page: one measurement, as harness/child.mjs makes it, and the answer sent to where the page is from. */
import { runOf } from '../harness/drivers.mjs';
import { fastest } from '../harness/fastest.mjs';
import { pollute } from '../harness/pollute.mjs';

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** `pollution` is the module that runs first, or undefined. */
export async function measure(program, pollution, { expose, driver, size, budget }) {
  let fellBack = false;
  console.warn = (text) => {
    if (String(text).startsWith('STACKLESS_NOT_COMPILED')) fellBack = true;
  };
  let answer;
  try {
    const run = runOf(program, { expose, driver });
    if (pollution) await pollute(pollution);
    answer = await fastest(run, size, { milliseconds: budget, isSame });
  } catch (error) {
    answer = { error: error?.stack ?? String(error) };
  }
  if (fellBack) answer = { error: 'fell back to native: a coroutine of it was not compiled' };
  await fetch('answer', { method: 'POST', body: JSON.stringify(answer) });
}
