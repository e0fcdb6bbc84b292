/** The package entry `stackless/compiler`. */

import type { TransformOptions, TransformResult } from './transform.ts';
import { transformFile } from './transform.ts';

export type { DiagnosticCode } from './catalogue.ts';
export type { Diagnostic } from './diagnostics.ts';
export { CompileError, format } from './diagnostics.ts';
export type { Options } from './options.ts';
export { OPTIMIZATIONS, OptionError } from './options.ts';
export type { SourceMap, TransformOptions, TransformResult } from './transform.ts';

/**
 * Compiles the marked functions of one file.
 *
 * TypeScript's types are removed when the file name says it is TypeScript, unless `types: 'keep'`. Throws `CompileError`
 * with all errors of the file (`error.diagnostics`: code, message, hint, place, frame), `OptionError` for options that
 * are unknown or wrong.
 *
 * ```js
 * const { code, map } = transform(source, { filename: 'src/pages.ts' });
 * ```
 */
export function transform(source: string, options: TransformOptions = {}): TransformResult {
  return transformFile(source, options);
}
