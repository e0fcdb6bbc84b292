/** A program run as it is and compiled with `functions: 'all'`, and what both logged. */
import { transform } from '../../compiler/index.ts';
import type { Options } from '../../compiler/options.ts';
import * as runtime from '../../runtime/emitted.ts';

export type Column = 'native' | 'compiled' | 'inline' | 'unoptimized' | 'loose';

const OPTIONS: Record<Exclude<Column, 'native'>, Options> = {
  compiled: { runtime: 'require' },
  inline: { runtime: 'inline' },
  unoptimized: { runtime: 'require', optimize: false },
  loose: { runtime: 'require', loose: true },
};

export function compile(source: string, options: Options = OPTIONS.compiled): string {
  return transform(source, { ...options, functions: 'all', sourceType: 'script' }).code;
}

/** What the program logs, also in promise jobs, until nothing is left to do. */
export async function logOf(source: string, column: Column): Promise<string[]> {
  const code = column === 'native' ? source : compile(source, OPTIONS[column]);
  const lines: string[] = [];
  const log = (...values: unknown[]): void => void lines.push(values.map(String).join(' '));
  const run = new Function('log', 'require', code) as (log: unknown, require: unknown) => void;
  run(log, () => runtime);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return lines;
}
