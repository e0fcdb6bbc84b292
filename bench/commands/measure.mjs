/** The plain run: cases, their rows, the verdicts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installNodes } from '../../scripts/matrix/nodes.mjs';
import { scratch } from '../../scripts/setup/project.mjs';
import { goalsOf } from '../goals.mjs';
import { readCases } from '../harness/cases.mjs';
import { contest } from '../harness/contest.mjs';
import { installPeers } from '../harness/peers.mjs';
import { programMaker } from '../harness/programs.mjs';
import { isBusy, machine, versions } from '../harness/setting.mjs';
import { heading, line } from '../harness/table.mjs';
import { rowsOf } from '../harness/verdicts.mjs';
import { keepRun } from '../page/results.mjs';
import { writePage } from '../page/write.mjs';
import { choose } from './options.mjs';

/** The plain run is to take less than fifteen minutes, installing and building included. */
const SECONDS = 12 * 60;

const running = Number(process.versions.node.split('.')[0]);

export async function command(options) {
  const cases = choose(await readCases(), options);
  await installPeers();
  const { transform } = await import('stackless/compiler');
  const majors = options.nodes ?? (options.all ? [20, 24] : [running]);
  const nodes = await installNodes(join(scratch, 'matrix', 'nodes'), new Set(majors));
  const runs = [];
  const maker = programMaker(transform);
  for (const node of majors) {
    const { execPath, version } = nodes.get(node);
    const run = await measureOn(`Node ${version}`, cases, { maker, execPath }, options);
    runs.push({ node: version, ...run });
  }
  return finish(runs, options);
}

/** What is done with the figures, once they are there. Gives the exit code. */
export function finish(runs, options) {
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify(runs.length === 1 ? runs[0] : runs, null, 2)}\n`);
  }
  if (options.record) {
    for (const run of runs) keepRun({ ...run, partial: options.only !== undefined });
    writePage();
  }
  const missed = runs.some((run) => run.cases.some(({ rows }) => rows.some(isShort)));
  return options.strict && missed ? 1 : 0;
}

const isShort = ({ verdict }) => verdict !== undefined && verdict !== 'holds';

/** `engine` is told; `own` are the fields of contest's context that are the engine's. Gives a run without its engine's version. */
export async function measureOn(engine, cases, own, options) {
  const setting = machine();
  console.log(`${engine}, ${setting.cores} × ${setting.cpu}, ${setting.memory}`);
  console.log(
    `medians over ${options.processes} processes and more; ~ marks what lies more than 15 % apart; bench/README.md says how it is measured`,
  );
  const busyBefore = await isBusy();
  if (busyBefore) console.log('the machine is busy: figures of now are not to be compared with others');
  const started = performance.now();
  const context = {
    ...own,
    processes: options.processes,
    budget: 250,
    thorough: options.all,
    longest: isPaced(options) ? 20 : undefined,
  };
  const chosen = chosenBy(options);
  const wanted = cases
    .map((one) => asked(one, chosen))
    .filter(({ programs }) => Object.keys(programs).length > 0);
  const results = [];
  for (const [i, one] of wanted.entries()) {
    console.log(heading(one));
    const measured = await contest(one, { ...context, seconds: share(options, started, wanted.length - i) });
    const rows = rowsOf(one, measured);
    for (const row of rows) console.log(line(row));
    const { name, asks, measures, conditions, absent, targets } = one;
    const programs = Object.fromEntries(Object.keys(one.programs).map((contestant) => [contestant, true]));
    results.push({ name, asks, measures, conditions, absent, targets, programs, measured, rows });
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  summarize(results, options, seconds);
  const busy = busyBefore || (await isBusy());
  return { machine: setting, versions: versions(), busy, seconds, cases: results };
}

const isPaced = ({ all, only }) => !all && !only;

/** What a case may take of the time that is left, so that the plain run ends in time on a slow machine as well. */
function share(options, started, casesLeft) {
  if (!isPaced(options)) return undefined;
  const left = SECONDS - (performance.now() - started) / 1000;
  return Math.max(0, (1.5 * left) / casesLeft);
}

/** A case with the contestants that take part, and the targets that are about them. */
function asked(one, chosen) {
  const takesPart = (name) => name === undefined || chosen(one, name);
  const programs = Object.entries(one.programs).filter(([name]) => takesPart(name));
  const targets = one.targets.filter(({ who, beside }) => takesPart(who) && takesPart(beside));
  return { ...one, programs: Object.fromEntries(programs), targets };
}

/** By default those that a target names. */
function chosenBy({ all, peers }) {
  return ({ targets }, contestant) => {
    if (peers) return contestant === 'stackless' || peers.includes(contestant);
    return all || targets.some(({ who, beside }) => who === contestant || beside === contestant);
  };
}

function summarize(results, { only, peers }, seconds) {
  const rows = results.flatMap(({ name, rows }) => rows.map((row) => ({ name, ...row })));
  const count = (verdict) => rows.filter((row) => row.verdict === verdict);
  const named = ({ name, who, beside }) => `${name}, ${who}${beside ? ` / ${beside}` : ''}`;
  if (!only && !peers) {
    console.log('\nwhat has to be reached');
    for (const { promise, verdict, short } of goalsOf(results)) {
      console.log(`  ${verdict.padEnd(10)}${promise}`);
      for (const row of short) console.log(`            ${row.verdict}: ${named(row)}`);
    }
  }
  console.log(
    `\n${count('holds').length} targets hold, ${count('MISSED').length} missed, ${count('not shown').length} not shown, in ${seconds} s`,
  );
  if (only || peers) for (const row of rows) if (isShort(row)) console.log(`  ${row.verdict}: ${named(row)}`);
}
