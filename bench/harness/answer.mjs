/** What a fresh process does with the job it is given as its argument: it answers one line of JSON, `{ error }` if nothing else. */

/** `work(job)` gives the answer, or a promise of it. */
export async function answer(work) {
  let fellBack = false;
  process.on('warning', ({ code }) => {
    if (code === 'STACKLESS_NOT_COMPILED') fellBack = true;
  });
  let told;
  try {
    told = await work(JSON.parse(process.argv[2]));
  } catch (error) {
    told = { error: error?.stack ?? String(error) };
  }
  // A warning is told a tick after it was given.
  await new Promise((resolve) => setImmediate(resolve));
  if (fellBack) told = { error: 'fell back to native: a coroutine of it was not compiled' };
  process.stdout.write(`\n${JSON.stringify(told)}\n`, () => process.exit());
}
