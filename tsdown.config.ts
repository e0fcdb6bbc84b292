import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  // The numbers of the contract are what a step runs on: not variables of another module.
  inputOptions: { optimization: { inlineConst: { mode: 'all', pass: 1 } } },
  target: 'es2022',
  dts: { sourcemap: false },
  // What is shipped is not minified and has its comments: there is nothing that a map would add.
  sourcemap: false,
};
const compiler = {
  compiler: 'compiler/index.ts',
  babel: 'compiler/babel-plugin.ts',
};

export default defineConfig([
  {
    ...shared,
    // Module by module, so that the bundler of an application drops what it does not use, the scheduler for instance;
    // and so `stackless` and `stackless/abi` are the same runtime, not two copies of it.
    entry: ['runtime/index.ts', 'runtime/emitted.ts', 'runtime/pipeline/index.ts', 'runtime/node/index.ts'],
    root: '.',
    unbundle: true,
    platform: 'neutral',
    fixedExtension: true,
    format: ['esm', 'cjs'],
  },
  {
    ...shared,
    platform: 'node',
    entry: compiler,
    format: { esm: { entry: { ...compiler, cli: 'compiler/cli/bin.ts' } }, cjs: {} },
    outputOptions(options, format) {
      if (format !== 'cjs') return options;
      // `require('stackless/babel')` is the plugin itself, and tools that look for `.default` find it there too.
      const footer = (chunk: { isEntry: boolean; name: string }): string =>
        chunk.isEntry && chunk.name === 'babel' ? 'module.exports.default = module.exports;' : '';
      // By itself the bundler puts what makes modules of `require` into an entry, and the plugin would need that entry.
      const codeSplitting = { groups: [{ name: 'rolldown-runtime', test: /rolldown\/runtime/ }] };
      return { ...options, footer, codeSplitting };
    },
  },
]);
