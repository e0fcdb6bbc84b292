/** Runs programs in one process, as small as they get: a list of jobs comes in, a list of answers goes out. */
import { drivers } from '../../bench/harness/drivers.mjs';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const answers = [];
for (const job of JSON.parse(input)) answers.push(await Promise.race([answer(job), tooLong()]));
process.stdout.write(JSON.stringify(answers), () => process.exit());

/** One that hangs is told, and the others are asked all the same. */
function tooLong() {
  return new Promise((resolve) => setTimeout(resolve, 30_000, { error: 'did not answer' }));
}

async function answer({ module, expose, driver, measures, size }) {
  try {
    const program = await import(module);
    const exported = program[expose ?? (driver ? 'make' : 'run')];
    const result = driver ? drivers[driver](exported, size) : await exported(size);
    if (measures !== 'heap') return { result };
    return { result: await (program.check ? program.check(result) : result.length) };
  } catch (error) {
    return { error: error.stack };
  }
}
