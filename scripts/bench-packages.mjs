/**
 * `npm run bench:packages [-- options]`: compiles the sources of packages from npm with `functions: 'all'` and with
 * regenerator, and compares the time it takes and the size of what comes out: minified and gzipped, runtimes included.
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
import { compile, contestants, prepare, remaining } from '../bench/packages/compilers.mjs';
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

const rows = [];
const left = [];
for (const entry of chosen) {
  const sources = sourcesOf(entry).flatMap((source) => preparedFor(entry, source));
  const row = {
    name: `${entry.name}@${entry.version}`,
    files: sources.length,
    functions: sources.reduce((sum, { functions }) => sum + functions, 0),
    sources,
    ...(await sizesOf(entry, sources, 'imported')),
    ...(options.inlined && { inlined: await sizesOf(entry, sources, 'inlined') }),
  };
  rows.push(row);
}
if (rounds > 0) for (const row of rows) row.time = timesOf(row.sources, rounds);

/** Files that regenerator cannot compile are left out, and told. */
function preparedFor({ name }, source) {
  try {
    const prepared = prepare(source);
    compile('regenerator', prepared);
    return [prepared];
  } catch (error) {
    left.push(`${name}/${source.path}: ${error.message.split('\n')[0].replace(/^.*?: /, '')}`);
    return [];
  }
}

/** Sizes of a package as both contestants make it, and its runtime's part. */
async function sizesOf(entry, sources, helpers) {
  const sizes = {};
  for (const contestant of contestants) {
    const codes = sources.map((source) => compile(contestant, source, helpers));
    const small = [];
    for (const [i, source] of sources.entries()) {
      const left = remaining(source, codes[i]);
      if (left > (helpers === 'inlined' && contestant === 'ours' ? 12 : 0))
        throw new Error(`${contestant} left ${left} functions in ${entry.name}/${source.path}`);
      small.push(await minified(codes[i], source.sourceType));
      if (options.out) write(join(helpers, contestant, entry.name, source.path), codes[i], small.at(-1));
    }
    const runtime = helpers === 'imported' ? await runtimeOf(contestant, codes) : '';
    sizes[contestant] = gzipped([...small, runtime].join('\n'));
    sizes[`${contestant}Runtime`] = gzipped(runtime);
  }
  return sizes;
}

function write(path, code, small) {
  const file = join(fromUser(options.out), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  writeFileSync(`${file}.min`, small);
}

if (left.length > 0) console.log(`\nregenerator cannot compile\n  ${left.join('\n  ')}`);
const number = (value, digits = 0) => value.toFixed(digits).padStart(9);
console.log(
  `\n${'package'.padEnd(32)}${['files', 'functions', 'ms', 'beside', 'ratio', 'bytes', 'beside', 'ratio', 'inlined'].map((title) => title.padStart(9)).join('')}`,
);
for (const row of rows) {
  const { time, inlined } = row;
  console.log(
    row.name.padEnd(32) +
      number(row.files) +
      number(row.functions) +
      (time ? number(time.ours, 1) + number(time.regenerator, 1) + number(time.ratio, 3) : ' '.repeat(27)) +
      number(row.ours) +
      number(row.regenerator) +
      number(row.ours / row.regenerator, 3) +
      (inlined ? number(inlined.ours / inlined.regenerator, 3) : ''),
  );
}

const total = (of) => rows.reduce((sum, row) => sum + of(row), 0);
const summary = {
  ...(rounds > 0 && {
    'time, median of the ratios': median(rows.map(({ time }) => time.ratio)),
    'time, all packages': total(({ time }) => time.ours) / total(({ time }) => time.regenerator),
  }),
  'size, median of the ratios': median(rows.map((row) => row.ours / row.regenerator)),
  'size, all packages': total((row) => row.ours) / total((row) => row.regenerator),
};
console.log();
for (const [what, ratio] of Object.entries(summary))
  console.log(`${what.padEnd(32)}${ratio.toFixed(3)}${ratio <= 1 ? '  holds' : '  MISSED'}`);
console.log(
  `larger in ${rows.filter((row) => row.ours > row.regenerator).length} of ${rows.length} packages` +
    (rounds > 0 ? `, slower in ${rows.filter(({ time }) => time.ratio > 1).length}` : ''),
);
if (options.inlined)
  console.log(
    `helpers inlined: ${(total(({ inlined }) => inlined.ours) / total(({ inlined }) => inlined.regenerator)).toFixed(3)} of regenerator's size`,
  );
