/**
 * What `functions: 'all'` is held to. Where the claim is "as fast as", what two measurements of the same code differ by on a shared
 * machine is allowed for.
 */
export const NO_SLOWER = 1;
export const CREATION_BESIDE_REGENERATOR = 2 / 3;
export const LOOSE_BESIDE_MARKED = 1.1;
export const AWAIT_BESIDE_NATIVE = 2;

export const contestants = (file) => ({
  all: file,
  loose: file,
  stackless: file,
  regenerator: file,
  native: file,
});
