/**
 * `npm start`: compiles every program in `examples/` with the built command line, runs what came out, and prints each
 * one's output and its size before and after. `npm start -- FILE [options]` is the command line on that file.
 * Either does all of its set-up first; set-up speaks on standard error only.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './setup/child.mjs';
import { compile, names, runProgram, sources } from './setup/examples.mjs';
import { prepare } from './setup/prepare.mjs';
import { builtCli } from './setup/project.mjs';

const args = process.argv.slice(2);
try {
  await prepare();
  process.exitCode = args.length > 0 ? await transpile(args) : await runExamples();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Paths mean what they mean to the caller, whose folder npm leaves in INIT_CWD. */
function transpile(options) {
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return node([builtCli, 'transpile', ...options], { cwd, stdio: 'inherit' });
}

async function runExamples() {
  const programs = names();
  if (programs.length === 0) throw new Error('there is no program in examples/');
  const compiled = await compile();
  const rows = [];
  let failures = 0;
  for (const program of programs) {
    const output = join(compiled, `${program}.js`);
    console.log(`── ${program}`);
    const started = performance.now();
    const exit = await runProgram(output);
    const seconds = (performance.now() - started) / 1_000;
    console.log();
    if (exit !== 0) failures++;
    rows.push({
      program,
      before: statSync(join(sources, `${program}.ts`)).size,
      after: statSync(output).size,
      seconds,
      result: exit === 0 ? 'ok' : `exit ${exit}`,
    });
  }
  printTable(rows);
  if (failures > 0) console.log(`\n${failures} of ${rows.length} programs failed`);
  return failures > 0 ? 1 : 0;
}

function printTable(rows) {
  const bytes = (size) => size.toLocaleString('en-US');
  const lines = [
    ['program', 'bytes before', 'after', 'ratio', 'seconds', ''],
    ...rows.map(({ program, before, after, seconds, result }) => [
      program,
      bytes(before),
      bytes(after),
      (after / before).toFixed(2),
      seconds.toFixed(1),
      result,
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const [name, ...figures] = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    console.log([name, ...figures].join('  ').trimEnd());
  }
}
