/**
 * `npm run bench [-- options]`: asks the questions of bench/questions, and prints each figure beside its target.
 *
 *   --only NAME        that question alone; may be given again
 *   --json FILE        writes the figures there as well
 *   --processes N      fresh processes a measurement, 5 unless told; medians are over these
 *   --strict           exit code 1 when a target is missed
 *   --list             prints the questions, asks none
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { heading, line, verdict } from '../bench/harness/table.mjs';
import { questions } from '../bench/questions/index.mjs';

function wrongUse(message) {
  console.error(`bench: ${message}`);
  process.exit(2);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        processes: { type: 'string', default: '5' },
        strict: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return wrongUse(error.message);
  }
}

const options = readOptions();
const names = questions.map((question) => question.name);
for (const name of options.only ?? []) {
  if (!names.includes(name)) wrongUse(`there is no question '${name}'; there are ${names.join(', ')}`);
}
const processes = Number(options.processes);
if (!Number.isInteger(processes) || processes < 1) wrongUse('--processes wants a whole number from 1');

if (options.list) {
  for (const { name, asks } of questions) console.log(`${name.padEnd(16)}${asks}`);
  process.exit(0);
}

const build = fileURLToPath(new URL('build.mjs', import.meta.url));
execFileSync(process.execPath, [build, '--if-changed'], { stdio: ['ignore', 2, 2] });
const { transform } = await import('stackless/compiler');
const { prepareWorkloads } = await import('../bench/harness/workloads.mjs');
const context = { locate: prepareWorkloads(transform), processes };

const machine = {
  node: process.version,
  v8: process.versions.v8,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
};
console.log(`Node ${machine.node}, V8 ${machine.v8}, ${machine.cores} × ${machine.cpu}`);
console.log(
  `medians over ${processes} processes; the ratio is ours to native generators, unless the question says otherwise`,
);

/** What goes wrong in a question is an answer to it, and the other questions are asked all the same. */
async function* answerOf(question) {
  try {
    yield* question.answer(context);
  } catch (error) {
    yield { what: 'cannot be measured', holds: false, why: error.message };
  }
}

/** Processes that wait for a core make every figure a lie, and a ratio a gamble. */
const busy = loadavg()[0] ?? 0;
if (busy > cpus().length / 2) {
  console.log(`the machine is busy (load ${busy.toFixed(1)}): figures of now are not comparable with others`);
}

const started = performance.now();
const figures = [];
for (const question of questions) {
  if (options.only && !options.only.includes(question.name)) continue;
  console.log(heading(question));
  for await (const row of answerOf(question)) {
    console.log(line(row));
    figures.push({ question: question.name, ...row, verdict: verdict(row) });
  }
}

const held = figures.filter((row) => row.verdict === true).length;
const missed = figures.filter((row) => row.verdict === false);
console.log(
  `\n${held} targets hold, ${missed.length} missed, in ${Math.round((performance.now() - started) / 1000)} s`,
);
for (const row of missed) console.log(`  missed: ${row.question}, ${row.what}`);
if (options.json !== undefined) {
  const file = resolve(process.env.INIT_CWD ?? '.', options.json);
  writeFileSync(file, `${JSON.stringify({ machine, processes, figures }, null, 2)}\n`);
}
if (options.strict && missed.length > 0) process.exitCode = 1;
