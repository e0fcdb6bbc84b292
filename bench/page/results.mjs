/** Runs as they are kept for the page: bench/results/nodeN.json and chromium.json, a case a line. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rowsOf } from '../harness/verdicts.mjs';

const folder = new URL('../results/', import.meta.url);

/** All that are kept, by the Node's version and Chromium last, each case with its rows. */
export function readRuns() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(?:node\d+|chromium)\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    .map((run) => ({ ...run, cases: run.cases.map(judged) }))
    .sort((a, b) => (majorOf(a) < majorOf(b) ? -1 : 1));
}

export function readAblation() {
  const file = new URL('ablation.json', folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const judged = (one) => ({ ...one, rows: rowsOf(one, one.measured) });

/** Of what is no Node, none is newer. */
const majorOf = ({ node }) => (node ? Number(/^v(\d+)/.exec(node)[1]) : Number.POSITIVE_INFINITY);

/** What a run's column is called. */
export const engineOf = (run) => (run.chromium ? 'Chromium' : `Node ${majorOf(run)}`);

const fileOf = (run) => `${engineOf(run).toLowerCase().replace(' ', '')}.json`;

/** A run of some workloads alone takes the place of what is kept of these, and leaves the others. */
export function keepRun(run) {
  const kept = readRuns().find((each) => engineOf(each) === engineOf(run));
  const others =
    run.partial && kept ? kept.cases.filter(({ name }) => !run.cases.some((one) => one.name === name)) : [];
  const { partial: _, ...whole } = run;
  const seconds = run.seconds + (others.length > 0 ? kept.seconds : 0);
  const cases = [...others, ...run.cases].sort((a, b) => (a.name < b.name ? -1 : 1));
  const busy = run.busy || (others.length > 0 && kept.busy);
  keep(fileOf(run), textOf({ ...whole, busy, seconds, cases }));
}

export function keepAblation(ablation) {
  keep('ablation.json', `${JSON.stringify(ablation, rounded, 1)}\n`);
}

function keep(name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(name, folder), text);
}

/** The text of a run; what can be made again from the rest, the rows, is left out. */
export function textOf({ cases, ...run }) {
  const head = JSON.stringify(run, undefined, 1).slice(0, -2);
  const lines = cases.map(({ rows: _, ...one }) => `  ${JSON.stringify(one, rounded)}`);
  return `${head},\n "cases": [\n${lines.join(',\n')}\n ]\n}\n`;
}

/** More digits than these are noise. */
function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}
