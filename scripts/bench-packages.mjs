/**
 * `npm run bench:packages [-- options]`: compiles the sources of packages from npm with `functions: 'all'` and with
 * regenerator, and compares the time it takes and the size of what comes out: minified and gzipped, runtimes included.
 *
 * Regenerator cannot take `for-of`, patterns and the like apart: they are lowered before it. That costs it no time here, for
 * both compile what has been prepared so. Sizes are of the packages as they are published, each compiled by what it needs;
 * `prepared` is the size that our output of the prepared sources has.
 *
 *   --only NAME     that package alone; may be given again
 *   --rounds N      times each package is compiled by each, 5 unless told; medians are over these. 0: sizes alone
 *   --json FILE     writes the figures there as well
 *   --inlined       sizes with the helpers in every file as well
 *   --out FOLDER    writes what comes out there
 *   --strict        exit code 1 when a target is missed
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from '../bench/harness/statistics.mjs';
import { compile, prepare, remaining } from '../bench/packages/compilers.mjs';
import { packages } from '../bench/packages/list.mjs';
import { gzipped, minified, runtimeOf } from '../bench/packages/size.mjs';
import { fetchPackages, sourcesOf } from '../bench/packages/sources.mjs';
import { timesOf } from '../bench/packages/time.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    out: { type: 'string' },
    inlined: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const chosen = packages.filter(({ name }) => options.only?.includes(name) ?? true);
const fromUser = (path) => resolve(process.env.INIT_CWD ?? '.', path);

setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc');

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${chosen.length} packages`);
await fetchPackages(chosen);

const left = [];
const rows = [];
for (const entry of chosen) {
  const pairs = sourcesOf(entry).flatMap((source) => preparedFor(entry, source));
  const published = pairs.map(([source]) => source);
  const prepared = pairs.map(([, source]) => source);
  const row = {
    name: `${entry.name}@${entry.version}`,
    files: pairs.length,
    functions: published.reduce((sum, { functions }) => sum + functions, 0),
    prepared,
    bytes: {
      regenerator: await sizeOf(entry, 'regenerator', prepared),
      ours: await sizeOf(entry, 'ours', published),
      oursPrepared: await sizeOf(entry, 'ours', prepared),
    },
  };
  if (options.inlined) {
    row.bytes.regeneratorInlined = await sizeOf(entry, 'regenerator', prepared, 'inlined');
    row.bytes.oursInlined = await sizeOf(entry, 'ours', published, 'inlined');
  }
  rows.push(row);
}
if (rounds > 0) for (const row of rows) row.time = timesOf(row.prepared, rounds);

/** Files that regenerator cannot compile are left out, and told. */
function preparedFor({ name }, source) {
  try {
    const prepared = prepare(source);
    compile('regenerator', prepared);
    return [[source, prepared]];
  } catch (error) {
    left.push(`${name}/${source.path}: ${error.message.split('\n')[0].replace(/^.*?: /, '')}`);
    return [];
  }
}

/** Gzipped bytes of a package as the contestant makes it. */
async function sizeOf(entry, contestant, sources, helpers = 'imported') {
  const codes = sources.map((source) => compile(contestant, source, helpers));
  const small = [];
  for (const [i, source] of sources.entries()) {
    const count = helpers === 'imported' ? remaining(source, codes[i]) : 0;
    if (count > 0) throw new Error(`${contestant} left ${count} functions in ${entry.name}/${source.path}`);
    small.push(await minified(codes[i], source.sourceType));
    if (options.out) write(join(helpers, contestant, entry.name, source.path), codes[i], small.at(-1));
  }
  return gzipped([...small, await runtimeOf(codes)].join('\n'));
}

function write(path, code, small) {
  const file = join(fromUser(options.out), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  writeFileSync(`${file}.min`, small);
}

if (left.length > 0) console.log(`\nregenerator cannot compile\n  ${left.join('\n  ')}`);

const columns = {
  files: ({ files }) => files,
  functions: ({ functions }) => functions,
  ...(rounds > 0 && {
    ms: ({ time }) => time.ours.toFixed(1),
    beside: ({ time }) => time.regenerator.toFixed(1),
    ratio: ({ time }) => time.ratio.toFixed(3),
  }),
  bytes: ({ bytes }) => bytes.ours,
  'beside ': ({ bytes }) => bytes.regenerator,
  'ratio ': ({ bytes }) => (bytes.ours / bytes.regenerator).toFixed(3),
  prepared: ({ bytes }) => (bytes.oursPrepared / bytes.regenerator).toFixed(3),
  ...(options.inlined && {
    inlined: ({ bytes }) => (bytes.oursInlined / bytes.regeneratorInlined).toFixed(3),
  }),
};
const cells = (of) => Object.entries(columns).map(([title, show]) => of(title, show).padStart(10));
console.log(`\n${'package'.padEnd(30)}${cells((title) => title.trim()).join('')}`);
for (const row of rows) console.log(row.name.padEnd(30) + cells((_, show) => String(show(row))).join(''));

const total = (of) => rows.reduce((sum, row) => sum + of(row), 0);
const summary = [];
function summarize(what, ours, regenerator, ratio = (row) => ours(row) / regenerator(row)) {
  summary.push([`${what}, median of the ratios`, median(rows.map(ratio))]);
  summary.push([`${what}, all packages`, total(ours) / total(regenerator)]);
  summary.push([`${what}, packages above`, rows.filter((row) => ratio(row) > 1).length]);
}
if (rounds > 0)
  summarize(
    'time',
    ({ time }) => time.ours,
    ({ time }) => time.regenerator,
    ({ time }) => time.ratio,
  );
summarize(
  'size',
  ({ bytes }) => bytes.ours,
  ({ bytes }) => bytes.regenerator,
);
summarize(
  'size, prepared sources',
  ({ bytes }) => bytes.oursPrepared,
  ({ bytes }) => bytes.regenerator,
);
if (options.inlined)
  summarize(
    'size, helpers inlined',
    ({ bytes }) => bytes.oursInlined,
    ({ bytes }) => bytes.regeneratorInlined,
  );
console.log();
const most = { time: 0.8, size: 1 };
const limitOf = (what) => most[/^(time|size), (?:median|all)/.exec(what)?.[1]];
const isMissed = ([what, value]) => value > (limitOf(what) ?? Number.POSITIVE_INFINITY);
for (const [what, value] of summary) {
  const limit = limitOf(what);
  const verdict = limit === undefined ? '' : ` ≤ ${limit}  ${value <= limit ? 'holds' : 'MISSED'}`;
  console.log(`${what.padEnd(45)}${Number.isInteger(value) ? value : value.toFixed(3)}${verdict}`);
}
if (options.json) {
  const packagesOf = rows.map(({ prepared: _, ...row }) => row);
  writeFileSync(
    fromUser(options.json),
    `${JSON.stringify({ node: process.version, rows: packagesOf, summary }, null, 2)}\n`,
  );
}
if (options.strict && summary.some(isMissed)) process.exitCode = 1;
