/** `--ablate`: what is lost when one pass of the optimiser is left out, in time of the generator workloads and in size. */
import { readFileSync } from 'node:fs';
import { minify } from 'terser';
import { readCases } from '../harness/cases.mjs';
import { contest } from '../harness/contest.mjs';
import { programMaker } from '../harness/programs.mjs';
import { geometricMean } from '../harness/statistics.mjs';
import { betweenVariants, ratioIn } from '../harness/variants.mjs';
import { keepAblation } from '../page/results.mjs';
import { writePage } from '../page/write.mjs';
import { choose } from './options.mjs';

/** What generators do; the rest of the time of a task's workload is the runtime's. */
const workloads = [
  'range',
  'fib',
  'tryFinally',
  'echo',
  'create',
  'tree',
  'same-fringe',
  'producer',
  'permutations',
  'json',
];
const ALL = 'all passes';

export async function command(options) {
  const { OPTIMIZATIONS, transform } = await import('stackless/compiler');
  const cases = choose(await readCases(), { ...options, only: options.only ?? workloads });
  const compilers = {
    [ALL]: transform,
    ...Object.fromEntries(OPTIMIZATIONS.map((name) => [name, leavingOut(transform, { without: [name] })])),
    'all of them': leavingOut(transform, false),
  };
  const makers = Object.entries(compilers).map(([name, compile]) => {
    return [name, programMaker(compile, { label: `ablation/${name.replaceAll(' ', '-')}` })];
  });
  console.log(`Node ${process.version}; ${cases.length} workloads, each beside itself with all passes`);
  const context = { execPath: process.execPath, processes: options.processes, budget: 200 };
  const results = [];
  for (const one of betweenVariants(cases, Object.fromEntries(makers))) {
    console.error(`  ${one.name} …`);
    results.push({ name: one.name, measured: await contest(one, context) });
  }
  const sizes = await sizesOf(cases, compilers);
  const rows = Object.keys(compilers)
    .slice(1)
    .map((name) => rowOf(name, results, sizes));
  report(rows);
  if (options.record) {
    keepAblation({ node: process.version, rows });
    writePage();
  }
  return 0;
}

const leavingOut = (transform, optimize) => (text, options) => transform(text, { ...options, optimize });

/** Bytes of the workloads' programs, compiled and minified: `{ compiler: bytes }`. */
async function sizesOf(cases, compilers) {
  const files = [...new Set(cases.map(({ programs }) => programs.stackless.file.href))];
  const sizes = {};
  for (const [name, compile] of Object.entries(compilers)) {
    sizes[name] = 0;
    for (const file of files) {
      const { code } = compile(readFileSync(new URL(file), 'utf8'), { filename: 'source.mjs' });
      sizes[name] += (await minify(code, { module: true })).code.length;
    }
  }
  return sizes;
}

const columns = [22, 9, 10, 9, 30];
const cells = (texts) =>
  texts
    .map((cell, i) => (i % 4 === 0 ? cell.padEnd(columns[i]) : cell.padStart(columns[i])))
    .join('  ')
    .trimEnd();
const percent = (times) => `${times >= 1 ? '+' : '−'}${Math.abs((times - 1) * 100).toFixed(1)} %`;

/** How many times as much it takes without a pass, all in all and where it shows most. */
function rowOf(name, results, sizes) {
  const changes = (condition) =>
    results
      .map((result) => ({
        name: `${result.name}, ${condition}`,
        times: ratioIn(result.measured, name, condition),
      }))
      .filter(({ times }) => times !== undefined);
  const [alone, polluted] = ['alone', 'polluted'].map(changes);
  const mean = (list) => geometricMean(list.map(({ times }) => times));
  const [most] = [...alone, ...polluted].sort((a, b) => b.times - a.times);
  return { name, alone: mean(alone), polluted: mean(polluted), size: sizes[name] / sizes[ALL], most };
}

function report(rows) {
  console.log(cells(['without', 'alone', 'polluted', 'size', 'most']));
  for (const { name, alone, polluted, size, most } of rows) {
    const told = most ? `${most.name} ${percent(most.times)}` : 'could not be measured';
    console.log(cells([name, percent(alone), percent(polluted), percent(size), told]));
  }
}
