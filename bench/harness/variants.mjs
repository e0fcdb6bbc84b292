/**
 * Compilers of ours as contestants beside each other: this checkout and another revision, or all passes and all but one. The
 * programs are stackless's; what differs is who makes them.
 */

/** `makers` is `{ name: maker }`, the one that the others are held against first. Cases that are not stackless's are left out. */
export function betweenVariants(cases, makers) {
  return cases
    .filter(({ programs, rig }) => programs.stackless && !rig)
    .map((one) => {
      const program = one.programs.stackless;
      const variants = Object.entries(makers).map(([name, maker]) => [name, { ...program, maker }]);
      return {
        ...one,
        programs: Object.fromEntries(variants),
        sizeOf: () => one.sizeOf('stackless'),
        targets: [],
      };
    });
}

/** The ratio of a variant's median to the first's, or undefined where either has none. */
export function ratioIn(measured, name, condition) {
  const [first] = Object.keys(measured);
  const ours = measured[name]?.[condition]?.median;
  const base = measured[first]?.[condition]?.median;
  return ours === undefined || base === undefined ? undefined : ours / base;
}
