import { defineConfig } from 'tsdown';

const entry = {
  index: 'runtime/index.ts',
  abi: 'runtime/emitted.ts',
  compiler: 'compiler/index.ts',
  babel: 'compiler/babel-plugin.ts',
};

/**
 * One build for all entries: what two of them share becomes a chunk, so `stackless` and `stackless/abi` are the same
 * runtime, not two copies of it.
 */
export default defineConfig({
  entry,
  format: { esm: { entry: { ...entry, cli: 'compiler/cli/bin.ts' } }, cjs: {} },
  platform: 'node',
  target: 'es2022',
  dts: { sourcemap: false },
  sourcemap: true,
  outputOptions(options, format) {
    if (format !== 'cjs') return options;
    // `require('stackless/babel')` is the plugin itself, and tools that look for `.default` find it there too.
    const footer = (chunk: { isEntry: boolean; name: string }): string =>
      chunk.isEntry && chunk.name === 'babel' ? 'module.exports.default = module.exports;' : '';
    return { ...options, footer };
  },
});
