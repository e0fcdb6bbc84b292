/** Where outputs go, that none of them destroys an input, and that each is written whole or not at all. */
import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Input } from './inputs.ts';
import { reason, shownPath, statusOf } from './paths.ts';
import type { Form, Settings } from './settings.ts';
import { UsageError } from './surroundings.ts';

/** What a source's extension becomes once its types are gone. JSX stays, so it stays called so. */
export const COMPILED_EXTENSION: Readonly<Record<string, string>> = {
  '.ts': '.js',
  '.mts': '.mjs',
  '.cts': '.cjs',
  '.tsx': '.jsx',
};

const FORM_EXTENSION: Readonly<Record<Exclude<Form, 'js'>, string>> = {
  ir: '.ir.txt',
  dot: '.dot',
  mermaid: '.mmd',
};

/** The file an input is compiled to; null for standard output. */
export function outputOf(input: Input, settings: Settings, cwd: string): string | null {
  if (settings.outFile !== undefined) return resolve(cwd, settings.outFile);
  if (settings.outDir === undefined) return null;
  const extension = extname(input.place);
  const stem = input.place.slice(0, input.place.length - extension.length);
  const compiled =
    settings.emit === 'js' ? (COMPILED_EXTENSION[extension] ?? extension) : FORM_EXTENSION[settings.emit];
  return resolve(cwd, settings.outDir, stem + compiled);
}

/** Throws when an output would overwrite an input, or another output, or cannot be a file. */
export function planOutputs(
  inputs: readonly Input[],
  settings: Settings,
  cwd: string,
): Map<Input, string | null> {
  const plan = new Map<Input, string | null>();
  const owners = new Map<string, Input>();
  const sources = new Map(inputs.map((input) => [identity(input.file), input]));
  if (settings.outDir !== undefined && statusOf(resolve(cwd, settings.outDir))?.isFile()) {
    throw new UsageError(`--out-dir \`${settings.outDir}\` is a file`);
  }
  for (const input of inputs) {
    const output = outputOf(input, settings, cwd);
    plan.set(input, output);
    if (output === null) continue;
    const shown = shownPath(output, cwd);
    const overwritten = sources.get(identity(output));
    if (overwritten !== undefined) {
      throw new UsageError(`the output \`${shown}\` would overwrite the input \`${overwritten.shown}\``);
    }
    const other = owners.get(output);
    if (other !== undefined) {
      throw new UsageError(`\`${other.shown}\` and \`${input.shown}\` would both be written to \`${shown}\``);
    }
    owners.set(output, input);
    if (statusOf(output)?.isDirectory()) throw new UsageError(`the output \`${shown}\` is a folder`);
  }
  return plan;
}

/** The same file by whichever way it is named. */
function identity(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

let counter = 0;

/** Writes beside the target first: whoever reads it sees the old content or the new, never a part. */
export function writeWhole(file: string, content: string, cwd: string): void {
  const folder = dirname(file);
  const draft = join(folder, `.${basename(file)}.${process.pid}.${counter++}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    discard(draft);
    throw new UsageError(`\`${shownPath(file, cwd)}\` cannot be written: ${reason(error)}`);
  }
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // It was never made; the error that counts is the one being reported.
  }
}
