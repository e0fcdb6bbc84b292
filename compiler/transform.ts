/**
 * Compiles the source of one file: Babel set up for it, no configuration of the user's, this plugin alone and, for
 * TypeScript, the removal of types.
 */
import { extname } from 'node:path';
import type { Babel, BabelFileResult, TransformOptions as BabelOptions, PluginObj } from './babel.ts';
import { isolated } from './babel.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Diagnostic } from './diagnostics.ts';
import { CompileError, Diagnostics, isStackOverflow } from './diagnostics.ts';
import type { Ablation, Options } from './options.ts';
import { resolveOptions } from './options.ts';
import { transformSync, typescript } from './own-babel.ts';
import type { Hooks, StacklessMetadata } from './plugin.ts';
import { createPlugin } from './plugin.ts';

export interface TransformOptions extends Options {
  /** Says which syntax to expect, by its extension, and names the file in messages and map. JavaScript without one. */
  filename?: string | undefined;
  /** Whether types go (`remove`, the default for `.ts`, `.mts`, `.cts` and `.tsx`) or stay as they are (`keep`). */
  types?: 'remove' | 'keep' | undefined;
  /** Module or script; by default what the extension says, or else whether the file imports or exports. */
  sourceType?: 'module' | 'script' | 'unambiguous' | undefined;
  /** The name by which the map calls the source; by default the file's own. */
  sourceFileName?: string | undefined;
  /** Whether code frames are coloured. */
  color?: boolean | undefined;
}

export interface SourceMap {
  version: number;
  sources: string[];
  names: string[];
  sourcesContent?: string[] | undefined;
  mappings: string;
  file?: string | undefined;
}

export interface TransformResult {
  code: string;
  map: SourceMap;
  /** Warnings; errors are thrown. */
  diagnostics: readonly Diagnostic[];
  /** How many functions were compiled. */
  functions: number;
}

const TYPESCRIPT: ReadonlySet<string> = new Set(['.ts', '.mts', '.cts', '.tsx']);

/** What callers inside the project may say: single passes are left out by name. */
export interface InternalOptions extends Omit<TransformOptions, 'optimize'> {
  optimize?: boolean | Ablation | undefined;
}

/** For callers inside the project: hooks into the compiler, and further plugins to run beside it. */
export interface Setup extends Hooks {
  readonly plugins?: readonly PluginObj[] | undefined;
}

export function transformFile(source: string, options: InternalOptions, setup: Setup = {}): TransformResult {
  const { filename, types, sourceType, sourceFileName, color = false, ...plugin } = options;
  const extension = filename === undefined ? '.js' : extname(filename);
  const removesTypes = TYPESCRIPT.has(extension) && types !== 'keep';
  const resolved = resolveOptions(plugin);
  const result = guarded(() =>
    transformSync(source, {
      ...isolated,
      ...(filename === undefined ? {} : { filename }),
      ...(sourceFileName === undefined ? {} : { sourceFileName }),
      sourceType: sourceType ?? sourceTypeOf(extension),
      sourceMaps: true,
      compact: false,
      highlightCode: color,
      parserOpts: parserOptions(extension),
      plugins: [
        (babel: Babel) => createPlugin(babel, resolved, setup),
        ...(setup.plugins ?? []).map((each) => () => each),
      ],
      presets: removesTypes ? [typescript] : [],
    }),
  );
  const metadata = (result.metadata as { stackless?: StacklessMetadata } | undefined)?.stackless;
  return {
    code: result.code ?? '',
    map: result.map as SourceMap,
    diagnostics: metadata?.warnings ?? [],
    functions: metadata?.functions ?? 0,
  };
}

/** What the parser refuses is a diagnostic like any other. */
function guarded(run: () => BabelFileResult | null): BabelFileResult {
  try {
    const result = run();
    if (result === null) throw new Error('Babel ignored the file');
    return result;
  } catch (error) {
    if (isSyntaxError(error)) throw new CompileError([syntaxError(error)]);
    if (isStackOverflow(error)) throw new CompileError([tooDeep()]);
    throw error;
  }
}

/** Babel itself ran out of stack: where, it cannot say. */
function tooDeep(): Diagnostic {
  const diagnostics = new Diagnostics();
  diagnostics.error('too-deep', null, { name: 'The file' });
  return diagnostics.errors[0] as Diagnostic;
}

interface ParseError extends Error {
  readonly loc: { readonly line: number; readonly column: number; readonly index: number };
}

function isSyntaxError(error: unknown): error is ParseError {
  return (
    error instanceof Error && (error as { code?: unknown }).code === 'BABEL_PARSE_ERROR' && 'loc' in error
  );
}

/** Babel's message is `file: text (line:column)`, an empty line, the frame. */
function syntaxError(error: ParseError): Diagnostic {
  const [first = '', ...rest] = error.message.split('\n');
  const place = { ...error.loc };
  return {
    code: 'syntax-error',
    severity: 'error',
    message: first.replace(/^.*?: /, '').replace(/ \(\d+:\d+\)$/, ''),
    hint: CATALOGUE['syntax-error'].hint,
    loc: { start: place, end: place },
    frame: rest.join('\n').replace(/^\n/, ''),
  };
}

function sourceTypeOf(extension: string): 'module' | 'script' | 'unambiguous' {
  if (extension === '.mjs' || extension === '.mts') return 'module';
  return extension === '.cjs' ? 'script' : 'unambiguous';
}

function parserOptions(extension: string): NonNullable<BabelOptions['parserOpts']> {
  const isTypeScript = TYPESCRIPT.has(extension);
  const isDeclaring = extension === '.mts' || extension === '.cts';
  const plugins: NonNullable<NonNullable<BabelOptions['parserOpts']>['plugins']> = [];
  if (isTypeScript) plugins.push(['typescript', { disallowAmbiguousJSXLike: isDeclaring }]);
  if (!isTypeScript || extension === '.tsx') plugins.push('jsx');
  const isModule = sourceTypeOf(extension) === 'module';
  return { plugins, allowReturnOutsideFunction: !isModule, errorRecovery: false };
}
