/**
 * `npm run size [-- --out FOLDER]`: what programs carry of the runtime, minified and gzipped, and which modules that is; the
 * bundles go to FOLDER as well. A module's figure is of its part in the bundle, minified alone.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { out: { type: 'string' } } });
const build = fileURLToPath(new URL('build.mjs', import.meta.url));
execFileSync(process.execPath, [build, '--if-changed'], { stdio: ['ignore', 2, 2] });
const { transform } = await import('stackless/compiler');
const { bundle } = await import('../bench/sizes/bundle.mjs');
const { programs } = await import('../bench/sizes/programs.mjs');

const out = options.out && resolve(process.env.INIT_CWD ?? '.', options.out);
if (out) mkdirSync(out, { recursive: true });

const number = (n) => n.toLocaleString('en').padStart(12);
const bundles = [];
console.log(
  `${'bytes'.padEnd(32)}${['minified', 'gzipped', 'limit'].map((title) => title.padStart(12)).join('')}`,
);
for (const { name, what, source, limit } of Object.values(programs)) {
  const made = await bundle(name, transform(source, { filename: `${name}.mjs` }).code);
  if (out) writeFileSync(join(out, `${name}.js`), made.code);
  bundles.push({ name, ...made });
  const { bytes, gzipped } = made;
  console.log(
    `${name.padEnd(32)}${number(bytes)}${number(gzipped)}${limit ? number(limit) : ''.padStart(12)}  ${what}`,
  );
}

console.log(`\n${'module'.padEnd(32)}${bundles.map(({ name }) => name.padStart(12)).join('')}`);
for (const { name } of bundles.at(-1).modules) {
  const sizes = bundles.map(({ modules }) => modules.find((module) => module.name === name)?.bytes);
  console.log(`${name.padEnd(32)}${sizes.map((size) => (size ? number(size) : ''.padStart(12))).join('')}`);
}
