/** What the tests here use of the scripts, which are plain JavaScript. */

declare module '*/foreign/compile-tree.mjs' {
  import type { PluginItem, types as t } from '@babel/core';

  interface Counts {
    files: number;
    compiled: number;
    functions: number;
    unparsed: string[];
    refused: { file: string; message: string }[];
  }
  export function compileTree(
    folder: string,
    options: { plugin: PluginItem; skip?: (file: string) => boolean },
  ): Counts;
  export function nativeFunctions(file: t.File | null): string[];
  export function scriptsUnder(folder: string): Iterable<{ file: string; sourceType: string }>;
}

declare module '*/foreign/results.mjs' {
  export function readTap(output: string): string[];
  export function readJest(output: string): string[];
  export function differences(expected: readonly string[], actual: readonly string[]): string[];
}
