/** How often a test runs, by its flags (test262 INTERPRETING.md, "Strict Mode", "Modules"). */

/** Strict and sloppy code are scripts; `raw` is a script without the harness. */
export const MODES = ['sloppy', 'strict', 'module', 'raw'];

/** @param {readonly string[]} flags */
export function modesOf(flags) {
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw')) return ['raw'];
  if (flags.includes('onlyStrict')) return ['strict'];
  if (flags.includes('noStrict')) return ['sloppy'];
  return ['sloppy', 'strict'];
}

/** What a mode does to the text of the test: the directive has to be the very first of the file. */
export function sourceIn(mode, source) {
  return mode === 'strict' ? `"use strict";\n${source}` : source;
}
