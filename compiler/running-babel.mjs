/**
 * The Babel at work, as live bindings. It is JavaScript with a declaration beside it for one reason: `t` is to be
 * what only an import can be in TypeScript, a namespace of functions and of types, and yet be assigned.
 */
export let t;
export let parseSync;
export let transformFromAstSync;
export let loadOptionsSync;

const plain = new WeakMap();

export function runIn(babel) {
  ({ parseSync, transformFromAstSync, loadOptionsSync } = babel);
  t = plainTypes(babel.types);
}

/** Babel's own object answers by getters, which hot loops would feel. */
function plainTypes(types) {
  let copy = plain.get(types);
  if (copy === undefined) plain.set(types, (copy = { ...types }));
  return copy;
}
