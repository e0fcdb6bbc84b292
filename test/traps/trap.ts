/** One place where lowerings of generators and async functions go wrong, and the programs that hold us to it. */

export interface Trap {
  /** As in the table of docs/conformance.md, which is written from this. */
  readonly number: number;
  /** What goes wrong. */
  readonly title: string;
  /** Fixtures of the same trap: `area/case`, or `area/beginning*`. */
  readonly fixtures?: readonly string[];
  /** Other test files that hold it. */
  readonly tests?: readonly string[];
  /**
   * Bodies of a function `main(p, q)`, called with 1 and 's'. `@` is a suspension that gives what the driver sends, `@(x)`
   * one that gives x: yields and awaits in turn, for a body is run in each kind of function that it fits.
   */
  readonly bodies?: Readonly<Record<string, string>>;
  /**
   * Whole scripts that declare `main`. `FUNCTION` and `METHOD` begin functions and methods of the kind in question,
   * `CO;` marks one as a coroutine where marked functions are compiled, `RUN(call)` delegates to it or awaits it.
   */
  readonly programs?: Readonly<Record<string, string>>;
  /** Scripts that drive themselves and log, promise jobs counted: compiled with `functions: 'all'` only. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/**
 * A text that begins with `// only:` runs in the named kinds, modes and ways alone, and with `shared` in the realm of
 * the tests themselves. A text that is no strict code, or no sloppy code, runs in the mode that is left without being told.
 */
export type Limit =
  | 'generator'
  | 'async'
  | 'async-generator'
  | 'strict'
  | 'sloppy'
  | 'marked'
  | 'all'
  | 'shared';

export function limitsOf(text: string): readonly Limit[] {
  return (/^\s*\/\/ only:(.*)/.exec(text)?.[1]?.trim().split(/\s+/) ?? []) as Limit[];
}

export function isAllowed(limits: readonly Limit[], among: readonly Limit[], one: Limit): boolean {
  return limits.includes(one) || !among.some((limit) => limits.includes(limit));
}
