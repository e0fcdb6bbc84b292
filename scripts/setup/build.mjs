/**
 * Builds `dist/`, only when its inputs changed. The bundler writes beside it and the folders change places at the end,
 * so a failed build leaves the last good one, and whoever uses `dist/` meanwhile never sees half of it.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, nodeQuietly } from './child.mjs';
import { builtCli, root, scratch } from './project.mjs';
import { fingerprint, isStamped, writeStamp } from './stamp.mjs';

const dist = join(root, 'dist');
// Beside `dist`, not in the scratch folder: renaming a folder works within one file system only.
const next = join(root, 'dist-next');
const stamp = join(scratch, 'dist.stamp');
const inputs = [
  'runtime',
  'compiler',
  'scripts/inline-runtime.mjs',
  'scripts/setup/build.mjs',
  'tsdown.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Makes the sources that are made from other sources. Types, tests and bundler need them. */
export async function generate() {
  const script = join(root, 'scripts', 'inline-runtime.mjs');
  const code = await node([script]);
  if (code !== 0) throw new Error('the inline runtime could not be generated; the messages are above');
}

export async function build({ force = false } = {}) {
  const wanted = fingerprint(inputs);
  if (!force && existsSync(builtCli) && isStamped(stamp, wanted)) return;
  console.error('building …');
  rmSync(next, { recursive: true, force: true });
  const bundler = join(root, 'node_modules', 'tsdown', 'dist', 'run.mjs');
  const { code, output } = await nodeQuietly([bundler, '--out-dir', next, '--log-level', 'warn']);
  if (code !== 0) {
    process.stderr.write(output);
    throw new Error('the build failed; the messages are above');
  }
  finishDeclarations();
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
  writeStamp(stamp, wanted);
}

/**
 * Mends what the bundler gets wrong in declarations: they name source maps that are not written, and have lost the
 * library they need, which a project with an older `lib` would miss.
 */
function finishDeclarations() {
  const names = readdirSync(next, { recursive: true });
  for (const name of names.filter((name) => /\.d\.[cm]ts$/.test(name))) {
    const file = join(next, name);
    const text = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
    const needs = /Symbol\.(asyncDispose|dispose)|Disposable/.test(text);
    writeFileSync(file, needs ? `/// <reference lib="esnext.disposable" />\n${text}` : text);
  }
}
