/** What the flags mean together. Every contradiction is refused here, before a file is read. */

import type { ResolvedOptions } from '../options.ts';
import { OptionError, resolveOptions } from '../options.ts';
import { UsageError } from './surroundings.ts';

export const DEFAULT_EXTENSIONS = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'] as const;
const FORMS = ['js', 'ir', 'dot', 'mermaid'] as const;

export type Form = (typeof FORMS)[number];

/** The flags as commander hands them over. */
export interface Flags {
  outDir?: string;
  outFile?: string;
  sourceMaps?: string | true;
  extensions?: string;
  ignore?: string[];
  only?: string[];
  watch?: boolean;
  filename?: string;
  check?: boolean;
  emit?: string;
  quiet?: boolean;
  functions?: string;
  loose?: boolean;
  runtime?: string;
  importSources?: string;
  optimize?: boolean;
}

export interface Settings {
  readonly inputs: readonly string[];
  /** Compile what comes on standard input instead. */
  readonly readsStdin: boolean;
  readonly filename: string | undefined;
  readonly outDir: string | undefined;
  readonly outFile: string | undefined;
  readonly sourceMaps: 'none' | 'file' | 'inline';
  readonly extensions: readonly string[];
  readonly ignore: readonly string[];
  readonly only: readonly string[];
  readonly watch: boolean;
  readonly check: boolean;
  readonly emit: Form;
  readonly quiet: boolean;
  readonly options: ResolvedOptions;
}

export function settle(inputs: readonly string[], flags: Flags, stdinIsTTY: boolean): Settings {
  const files = inputs.filter((input) => input !== '-');
  const readsStdin = files.length < inputs.length || inputs.length === 0;
  const settings: Settings = {
    inputs: files,
    readsStdin,
    filename: flags.filename,
    outDir: flags.outDir,
    outFile: flags.outFile,
    sourceMaps: sourceMapsOf(flags.sourceMaps),
    extensions: extensionsOf(flags.extensions),
    ignore: listOf(flags.ignore),
    only: listOf(flags.only),
    watch: flags.watch === true,
    check: flags.check === true,
    emit: formOf(flags.emit),
    quiet: flags.quiet === true,
    options: optionsOf(flags),
  };
  if (inputs.length === 0 && stdinIsTTY) {
    throw new UsageError('nothing to compile: name files or folders, or give the source on standard input');
  }
  refuseContradictions(settings);
  return settings;
}

function refuseContradictions(settings: Settings): void {
  const { inputs, readsStdin, outDir, outFile, watch, check, emit } = settings;
  const toStdout = outDir === undefined && outFile === undefined;
  if (outDir !== undefined && outFile !== undefined)
    throw new UsageError('--out-dir and --out-file exclude each other');
  if (readsStdin && inputs.length > 0) throw new UsageError('standard input and files exclude each other');
  if (readsStdin && outDir !== undefined) {
    throw new UsageError('--out-dir takes its file names from the inputs; for standard input use --out-file');
  }
  if (!readsStdin && settings.filename !== undefined) {
    throw new UsageError('--filename names what comes on standard input; the files given have names');
  }
  if (watch && (readsStdin || toStdout || check)) {
    throw new UsageError('--watch takes files or folders, with --out-dir or --out-file, and without --check');
  }
  if (settings.sourceMaps === 'file' && toStdout && !check) {
    throw new UsageError(
      'a source map has no file beside standard output; use --source-maps inline, or --out-file',
    );
  }
  if (settings.sourceMaps !== 'none' && emit !== 'js') {
    throw new UsageError(`--source-maps belongs to --emit js, not to --emit ${emit}`);
  }
}

function sourceMapsOf(value: string | true | undefined): Settings['sourceMaps'] {
  if (value === undefined) return 'none';
  if (value === true || value === 'file') return 'file';
  if (value === 'inline') return 'inline';
  throw new UsageError(`--source-maps takes \`inline\` or nothing, not \`${value}\``);
}

function extensionsOf(value: string | undefined): readonly string[] {
  if (value === undefined) return DEFAULT_EXTENSIONS;
  const extensions = listOf([value]).map((each) => (each.startsWith('.') ? each : `.${each}`));
  if (extensions.length === 0)
    throw new UsageError('--extensions needs at least one extension, as in `.js,.ts`');
  return extensions;
}

function formOf(value: string | undefined): Form {
  const form = FORMS.find((each) => each === (value ?? 'js'));
  if (form === undefined) throw new UsageError(`--emit takes ${FORMS.join(', ')}, not \`${value}\``);
  return form;
}

function listOf(values: readonly string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => splitList(value)).filter((value) => value !== '');
}

/** At commas, but not at those in the braces of a glob. */
function splitList(value: string): string[] {
  return value.split(/,(?![^{]*\})/).map((each) => each.trim());
}

function optionsOf(flags: Flags): ResolvedOptions {
  try {
    return resolveOptions({
      functions: flags.functions,
      loose: flags.loose,
      runtime: flags.runtime,
      importSources: flags.importSources === undefined ? undefined : listOf([flags.importSources]),
      optimize: flags.optimize,
    });
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message.replace(/^stackless: /, ''));
    throw error;
  }
}
