/** A program as a browser's bundler ships it: compiled, with what it uses of the package, minified. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { root, scratch } from '../../scripts/setup/project.mjs';

// Inside of the project, so that `stackless` is this package, by its own exports.
const folder = join(scratch, 'sizes');
const runtime = join(root, 'dist', 'runtime');

/** Nothing is dropped: what a module exports is used by others. */
const alone = { module: true, mangle: { toplevel: true }, compress: false };

/**
 * Gives `code`, minified; `bytes` of it and `gzipped`; and `modules` of the runtime that have a part in it, with the bytes
 * of that part, minified by itself. `text` is compiled already.
 */
export async function bundle(name, text) {
  mkdirSync(folder, { recursive: true });
  const input = join(folder, `${name}.mjs`);
  writeFileSync(input, text);
  // Not by the paths of tsconfig.json, which lead to the sources.
  const made = await rolldown({ input, platform: 'browser', tsconfig: false });
  try {
    const { output } = await made.generate({ format: 'iife', minify: true });
    const [chunk, ...more] = output;
    if (more.length > 0) throw new Error(`${name} was to be one file`);
    const modules = Object.entries(chunk.modules)
      .filter(([id, { renderedLength }]) => id.startsWith(runtime + sep) && renderedLength > 0)
      .map(([id, { code }]) => ({
        name: relative(runtime, id)
          .replaceAll(sep, '/')
          .replace(/\.mjs$/, ''),
        bytes: Buffer.byteLength(minifySync(id, code, alone).code),
      }))
      .sort((a, b) => b.bytes - a.bytes);
    return {
      code: chunk.code,
      bytes: Buffer.byteLength(chunk.code),
      gzipped: gzipSync(chunk.code, { level: 9 }).length,
      modules,
    };
  } finally {
    await made.close();
  }
}
