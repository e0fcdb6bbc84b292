/** The programs in `examples/`, compiled by the command line as it is shipped, and run. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './child.mjs';
import { builtCli, root, scratch } from './project.mjs';

export const sources = join(root, 'examples');

/** Their names, without `.ts`. */
export function names() {
  return readdirSync(sources)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
}

/** Compiles what `input` names, one of them or all, and gives the folder of what came out. */
export async function compile(input = 'examples') {
  const compiled = join(scratch, 'examples');
  if (input === 'examples') rmSync(compiled, { recursive: true, force: true });
  mkdirSync(compiled, { recursive: true });
  const code = await node([builtCli, 'transpile', input, '--out-dir', compiled, '--source-maps', '--quiet']);
  if (code !== 0) throw new Error('the examples do not compile; the messages are above');
  return compiled;
}

/** Resolves to the exit code. */
export function runProgram(file, args = []) {
  return node(['--enable-source-maps', file, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}
