/** The options of plugin, `transform()` and CLI: one set of names, checked in one place. */
import { nearest } from './suggest.ts';

export interface Options {
  /**
   * Which functions are compiled: those with a mark, as coroutines; or all generators, async functions and async
   * generators, the ones without a mark with ECMAScript's semantics.
   */
  functions?: 'marked' | 'all' | undefined;
  /** With `functions: 'all'`: shapes and speed of marked functions, without what only reflection can tell. */
  loose?: boolean | undefined;
  /**
   * How the file comes by the runtime. `auto`: `import` in modules, `require` in scripts. `inline`: compiled code
   * carries it along.
   */
  runtime?: 'auto' | 'import' | 'require' | 'inline' | undefined;
  /** Modules that export `coroutine`, `run` and the rest; all that count, so name `stackless` too if it is meant. */
  importSources?: readonly string[] | undefined;
  /** Whether the optimising passes run; without them the output means the same. */
  optimize?: boolean | undefined;
}

/** The passes that may be left out, by name, in the order in which each runs first (see pipeline.ts). */
export const OPTIMIZATIONS = [
  'fold-branches',
  'thread-jumps',
  'drop-unreachable',
  'merge-blocks',
  'propagate-temporaries',
  'rotate-loops',
  'find-last-delegations',
  'forget-dead',
] as const;
export type Optimization = (typeof OPTIMIZATIONS)[number];

/** All passes but these: what the bench asks for, to show what each is worth. No option for users. */
export interface Ablation {
  readonly without: readonly Optimization[];
}

export interface ResolvedOptions {
  readonly functions: 'marked' | 'all';
  readonly loose: boolean;
  readonly runtime: 'auto' | 'import' | 'require' | 'inline';
  readonly importSources: readonly string[];
  readonly optimize: boolean | Ablation;
}

export const DEFAULT_OPTIONS: ResolvedOptions = {
  functions: 'marked',
  loose: false,
  runtime: 'auto',
  importSources: ['stackless'],
  optimize: true,
};

/** What is wrong with an option. */
export type OptionErrorCode = 'unknown-option' | 'bad-option';

export class OptionError extends TypeError {
  readonly code: OptionErrorCode;

  constructor(code: OptionErrorCode, message: string) {
    super(`stackless: ${message}`);
    this.name = 'OptionError';
    this.code = code;
  }
}

const FUNCTIONS = ['marked', 'all'] as const;
const RUNTIMES = ['auto', 'import', 'require', 'inline'] as const;

/** How each option's value is checked; a new option has to be added here to compile. */
const CHECKS: { readonly [Name in keyof ResolvedOptions]: (value: unknown) => ResolvedOptions[Name] } = {
  functions(value) {
    const found = FUNCTIONS.find((name) => name === value);
    if (found === undefined) throw bad('functions', oneOf(FUNCTIONS), value);
    return found;
  },
  loose(value) {
    if (typeof value !== 'boolean') throw bad('loose', 'true or false', value);
    return value;
  },
  runtime(value) {
    const found = RUNTIMES.find((name) => name === value);
    if (found === undefined) throw bad('runtime', oneOf(RUNTIMES), value);
    return found;
  },
  importSources(value) {
    const isSource = (each: unknown): each is string => typeof each === 'string' && each !== '';
    if (!Array.isArray(value) || !value.every(isSource) || value.length === 0) {
      throw bad('importSources', 'an array of module names', value);
    }
    return [...value];
  },
  optimize(value) {
    if (typeof value === 'boolean') return value;
    if (!isAblation(value)) throw bad('optimize', 'true or false', value);
    const without = value.without.map((name) => {
      const found = OPTIMIZATIONS.find((each) => each === name);
      if (found === undefined) throw bad('optimize.without', `some of ${listed(OPTIMIZATIONS)}`, name);
      return found;
    });
    return { without };
  },
};

export const OPTION_NAMES = Object.keys(CHECKS) as readonly (keyof ResolvedOptions)[];

/** Checks the options and fills in the defaults. Throws `OptionError`. */
export function resolveOptions(given: unknown): ResolvedOptions {
  if (given === undefined || given === null) return DEFAULT_OPTIONS;
  if (typeof given !== 'object' || Array.isArray(given)) throw bad('options', 'an object', given);
  const resolved: Record<string, unknown> = { ...DEFAULT_OPTIONS };
  for (const [name, value] of Object.entries(given)) {
    const known = OPTION_NAMES.find((each) => each === name);
    if (known === undefined) throw unknownOption(name);
    if (value !== undefined) resolved[name] = CHECKS[known](value);
  }
  return resolved as unknown as ResolvedOptions;
}

function unknownOption(name: string): OptionError {
  const meant = nearest(name, OPTION_NAMES);
  const hint = meant === null ? `The options are ${OPTION_NAMES.join(', ')}.` : `Did you mean \`${meant}\`?`;
  return new OptionError('unknown-option', `there is no option \`${name}\`. ${hint}`);
}

function bad(name: string, wanted: string, value: unknown): OptionError {
  return new OptionError('bad-option', `\`${name}\` must be ${wanted}, not ${show(value)}.`);
}

function isAblation(value: unknown): value is { without: unknown[] } {
  return Array.isArray((value as { without?: unknown } | null)?.without);
}

function oneOf(names: readonly string[]): string {
  return `one of ${listed(names)}`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value) ?? String(value);
}
