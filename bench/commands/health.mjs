/**
 * `--health`: whether the engine is at peace with our code. Each program of ours runs in a polluted process that logs, and in
 * one that counts. Exit code 1 if a function keeps being deoptimised, or a hot site has seen too many shapes.
 */
import { join } from 'node:path';
import { installNodes } from '../../scripts/matrix/nodes.mjs';
import { scratch } from '../../scripts/setup/project.mjs';
import { readCases } from '../harness/cases.mjs';
import { programMaker } from '../harness/programs.mjs';
import { examine } from '../health/examine.mjs';
import { without } from '../health/judge.mjs';
import { known } from '../health/known.mjs';
import { choose } from './options.mjs';

/** Of the others the engine's part is no other than of these. */
const workloads = [
  ...['range', 'fib', 'tryFinally', 'echo', 'tree', 'chain', 'create', 'transfer', 'same-fringe'],
  ...['await', 'channel-0', 'channel-128', 'select-10', 'spawn-join'],
];

const running = Number(process.versions.node.split('.')[0]);

export async function command(options) {
  const cases = choose(await readCases(), { only: workloads, ...(options.only && options) }).filter(
    ({ programs, measures, rig }) => programs.stackless && measures === 'time' && !rig,
  );
  const { transform } = await import('stackless/compiler');
  const maker = programMaker(transform, { label: 'health' });
  const majors = options.nodes ?? [running];
  const nodes = await installNodes(join(scratch, 'matrix', 'nodes'), new Set(majors));
  const reports = [];
  for (const major of majors) {
    const { execPath, version } = nodes.get(major);
    console.log(`Node ${version}, polluted, after warm-up\n${line('', 'deopts', 'loops', 'megamorphic')}`);
    for (const one of cases) reports.push(tell(one.name, await examine(one, maker, execPath)));
  }
  if (!options.only) tellStale(reports);
  return reports.every(({ isWell }) => isWell) ? 0 : 1;
}

function tell(name, { error, deopts, problems = [] }) {
  const { unknown, known: met } = without(known, problems);
  const isWell = error === undefined && unknown.length === 0;
  const count = (kind) => problems.filter(({ problem }) => problem === kind).length;
  const cells = error === undefined ? [deopts, count('loop'), count('megamorphic')] : ['–', '–', '–'];
  const verdict = isWell ? (met.length > 0 ? `well, ${met.length} known` : 'well') : 'ILL';
  console.log(`${line(name, ...cells)}  ${verdict}`);
  if (error !== undefined) console.log(`    ${error}`);
  for (const one of unknown) {
    console.log(`    ${one.problem}: ${one.function || 'a function'} at ${one.where}: ${one.why}`);
  }
  return { isWell, met };
}

const line = (name, ...cells) =>
  `${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(13)).join('')}`;

/** What is known is to be true still. */
function tellStale(reports) {
  for (const entry of known.filter((each) => !reports.some(({ met }) => met.includes(each)))) {
    console.log(
      `no longer met, to be taken off known.mjs: ${entry.problem} of ${entry.function} in ${entry.file}`,
    );
  }
}
