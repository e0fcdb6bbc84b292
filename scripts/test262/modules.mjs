/**
 * The modules of one realm: loaded by path once, linked and evaluated as ECMAScript says. Specifiers name files beside
 * the importer; the one that compiled code adds names the runtime.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';

const RUNTIME = 'stackless/abi';

export class Modules {
  #context;
  #compile;
  #runtime;
  #loaded = new Map();
  #linked = new Map();

  /**
   * @param {object} context
   * @param {(source: string) => string} compile what is done to each module's text
   * @param {() => object} runtime the exports of the realm's runtime
   */
  constructor(context, compile, runtime) {
    this.#context = context;
    this.#compile = compile;
    this.#runtime = runtime;
  }

  /** What `import()` asks of the host, for scripts and modules alike. */
  dynamicImport = (specifier, referrer) => {
    return this.evaluate(resolve(specifier, referrer.identifier ?? this.scriptPath));
  };

  /** The path that a script's imports start from; scripts have no identifier. */
  scriptPath = '';

  async evaluate(path) {
    const module = this.#load(path);
    await this.#link(path, module);
    await module.evaluate();
    return module;
  }

  #link(path, module) {
    let linked = this.#linked.get(path);
    if (linked === undefined) {
      linked =
        module.status === 'unlinked'
          ? module.link((specifier, importer) => this.#load(resolve(specifier, importer.identifier)))
          : Promise.resolve();
      this.#linked.set(path, linked);
    }
    return linked;
  }

  #load(path) {
    let module = this.#loaded.get(path);
    if (module === undefined) {
      module = this.#make(path);
      this.#loaded.set(path, module);
    }
    return module;
  }

  #make(path) {
    const options = { identifier: path, context: this.#context };
    if (path === RUNTIME) return synthetic(this.#runtime(), options);
    const source = readFileSync(path, 'utf8');
    if (path.endsWith('.json')) {
      const value = vm.runInContext('JSON.parse', this.#context)(source);
      return synthetic({ default: value }, options);
    }
    return new vm.SourceTextModule(this.#compiled(source), {
      ...options,
      importModuleDynamically: this.dynamicImport,
      initializeImportMeta: () => {},
    });
  }

  /** What Babel cannot parse the engine is to refuse, in its own way: tests import such modules on purpose. */
  #compiled(source) {
    try {
      return this.#compile(source);
    } catch (error) {
      if (error.status === 'not parsed') return source;
      throw error;
    }
  }
}

function resolve(specifier, from) {
  return specifier === RUNTIME ? RUNTIME : join(dirname(from), specifier);
}

function synthetic(exports, options) {
  const names = Object.keys(exports);
  return new vm.SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, exports[name]);
    },
    options,
  );
}
