/**
 * Compiler and runtime as they stand in the sources, for Node 20 runs no TypeScript: the plugin as a module for the
 * workers, the runtime as one function body that each realm evaluates for itself.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { nodeQuietly } from '../setup/child.mjs';
import { root } from '../setup/project.mjs';
import { CACHE } from './cache.mjs';

/** @returns {Promise<{ plugin: string, runtime: string, remove(): void }>} the files, of this process alone */
export async function bundle() {
  const { code, output } = await nodeQuietly([join(root, 'scripts', 'build.mjs'), '--generate']);
  if (code !== 0) throw new Error(output);
  // Inside node_modules, so that what stays external is found.
  const folder = join(CACHE, `bundle-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const plugin = join(folder, 'plugin.mjs');
  const runtime = join(folder, 'runtime.cjs');
  await write('compiler/babel-plugin.ts', plugin, 'esm');
  await write('runtime/emitted.ts', runtime, 'cjs');
  return { plugin, runtime, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function write(input, file, format) {
  const made = await rolldown({
    input: join(root, input),
    platform: format === 'cjs' ? 'neutral' : 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
  });
  await made.write({ file, format, codeSplitting: false });
  await made.close();
}
