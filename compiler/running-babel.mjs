/**
 * The Babel at work, as live bindings. It is JavaScript with a declaration beside it for one reason: `t` is to be
 * what only an import can be in TypeScript, a namespace of functions and of types, and yet be assigned.
 */
export let t;
export let parseSync;
export let transformFromAstSync;

export function runIn(babel) {
  ({ types: t, parseSync, transformFromAstSync } = babel);
}
