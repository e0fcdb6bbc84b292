/** Compiles files. Nothing is written unless all of them compile. */
import { readFileSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics.ts';
import { CompileError } from '../diagnostics.ts';
import type { SourceMap } from '../index.ts';
import { transformFile } from '../transform.ts';
import type { Input } from './inputs.ts';
import { findInputs } from './inputs.ts';
import { Inspection } from './inspect.ts';
import { planOutputs, writeWhole } from './outputs.ts';
import { reason } from './paths.ts';
import type { Report } from './report.ts';
import { rewriteImports } from './rewrite-imports.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './surroundings.ts';

/** One source, and where its output goes; null is standard output. */
export interface Job {
  readonly file: string;
  readonly shown: string;
  readonly source: string | Uint8Array;
  readonly output: string | null;
}

interface Compiled {
  readonly job: Job;
  /** What is written, in this order: a map before the code that points to it. */
  readonly writes: readonly { readonly file: string | null; readonly content: string }[];
  readonly functions: number;
}

export function transpileFiles(settings: Settings, surroundings: Surroundings, report: Report): number {
  const { cwd } = surroundings;
  const inputs = findInputs(settings, cwd);
  const plan = planOutputs(inputs, settings, cwd);
  if (settings.emit === 'js' && !settings.check && inputs.length > 1 && [...plan.values()].includes(null)) {
    throw new UsageError(
      `standard output holds one program, but there are ${inputs.length} files; use --out-dir`,
    );
  }
  const started = performance.now();
  const compiled: Compiled[] = [];
  for (const [index, input] of inputs.entries()) {
    report.progress(index + 1, inputs.length, input.shown);
    const result = compileJob(jobOf(input, plan.get(input) ?? null), settings, report);
    if (result !== null) compiled.push(result);
  }
  report.clear();
  const failed = inputs.length - compiled.length;
  if (failed > 0) {
    const consequence = settings.check ? '' : '; nothing was written';
    report.note(`${failed} of ${files(inputs.length)} failed${consequence}`);
    return 1;
  }
  if (!settings.check) for (const each of compiled) write(each, surroundings, inputs.length > 1);
  if (settings.check || compiled.some(({ job }) => job.output !== null)) {
    const functions = compiled.reduce((sum, each) => sum + each.functions, 0);
    const verb = settings.check ? 'checked' : 'compiled';
    const time = Math.round(performance.now() - started);
    report.note(
      `${verb} ${files(compiled.length)}, ${functions} ${functions === 1 ? 'coroutine' : 'coroutines'}, in ${time} ms`,
    );
  }
  return 0;
}

/** Reads and compiles one input, for watching: what fails is reported, what compiles is written. */
export function transpileOne(
  input: Input,
  output: string,
  settings: Settings,
  surroundings: Surroundings,
  report: Report,
): boolean {
  const result = compileJob(jobOf(input, output), settings, report);
  if (result !== null) write(result, surroundings, false);
  return result !== null;
}

export async function transpileStdin(
  settings: Settings,
  surroundings: Surroundings,
  report: Report,
): Promise<number> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of surroundings.stdin)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  const shown = settings.filename ?? 'stdin.js';
  const input: Input = { file: shown, shown, place: basename(shown) };
  const output = planOutputs([input], settings, surroundings.cwd).get(input) ?? null;
  const result = compileJob({ file: shown, shown, source: Buffer.concat(chunks), output }, settings, report);
  if (result === null) return 1;
  if (!settings.check) write(result, surroundings, false);
  return 0;
}

function jobOf(input: Input, output: string | null): Job {
  try {
    return { ...input, source: readFileSync(input.file), output };
  } catch (error) {
    throw new UsageError(`\`${input.shown}\` cannot be read: ${reason(error)}`);
  }
}

function compileJob(job: Job, settings: Settings, report: Report): Compiled | null {
  const source = decode(job.source);
  if (source === null) {
    report.error(`${job.shown}: this is no text in UTF-8, so it cannot be JavaScript`);
    return null;
  }
  const inspection = settings.emit === 'js' ? null : new Inspection(settings.emit);
  try {
    const result = transformFile(
      source,
      {
        ...settings.options,
        filename: job.file,
        sourceFileName: sourceNameFor(job),
        color: report.color,
      },
      { onIR: inspection === null ? undefined : (fn) => inspection.add(fn), plugins: [rewriteImports()] },
    );
    report.diagnostics(job.shown, result.diagnostics);
    const writes =
      inspection === null
        ? writesOf(job, result, settings)
        : [{ file: job.output, content: inspection.toString() }];
    return { job, writes, functions: result.functions };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    report.diagnostics(job.shown, error.diagnostics satisfies readonly Diagnostic[]);
    return null;
  }
}

/** Strict UTF-8; a byte order mark goes. Null bytes say it is a binary file. */
function decode(source: string | Uint8Array): string | null {
  try {
    const text =
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function writesOf(
  job: Job,
  { code, map }: { code: string; map: SourceMap },
  settings: Settings,
): Compiled['writes'] {
  const text = `${code}\n`;
  if (settings.sourceMaps === 'none') return [{ file: job.output, content: text }];
  const json = JSON.stringify(job.output === null ? map : { ...map, file: basename(job.output) });
  if (settings.sourceMaps === 'inline' || job.output === null) {
    const url = `data:application/json;charset=utf-8;base64,${Buffer.from(json).toString('base64')}`;
    return [{ file: job.output, content: `${text}//# sourceMappingURL=${url}\n` }];
  }
  const mapFile = `${job.output}.map`;
  return [
    { file: mapFile, content: `${json}\n` },
    { file: job.output, content: `${text}//# sourceMappingURL=${encodeURIComponent(basename(mapFile))}\n` },
  ];
}

/** A map names its sources from where it lies. */
function sourceNameFor(job: Job): string {
  if (job.output === null || job.file === job.shown) return job.shown;
  return relative(dirname(job.output), job.file).split(sep).join('/');
}

function write({ job, writes }: Compiled, { stdout, cwd }: Surroundings, severalToStdout: boolean): void {
  for (const { file, content } of writes) {
    if (file !== null) writeWhole(file, content, cwd);
    else stdout.write(severalToStdout ? `// ${job.shown}\n${content}\n` : content);
  }
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
