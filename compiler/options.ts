/** The options of plugin, `transform()` and CLI: one set of names. */

export interface Options {
  /** Which functions are compiled. */
  functions?: 'marked' | undefined;
  loose?: false | undefined;
  /** How the file comes by the runtime. `auto`: `import` in modules, `require` in scripts. */
  runtime?: 'auto' | 'import' | 'require' | 'inline' | undefined;
  /** Modules that export `coroutine`. */
  importSources?: readonly string[] | undefined;
  /** Whether the optimising passes run; without them the output means the same. */
  optimize?: boolean | undefined;
}

export interface ResolvedOptions {
  readonly functions: 'marked';
  readonly loose: false;
  readonly runtime: 'auto' | 'import' | 'require' | 'inline';
  readonly importSources: readonly string[];
  readonly optimize: boolean;
}

export const DEFAULT_OPTIONS: ResolvedOptions = {
  functions: 'marked',
  loose: false,
  runtime: 'auto',
  importSources: ['stackless'],
  optimize: true,
};
