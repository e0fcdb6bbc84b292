import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests run against the sources; test/package.test.ts alone looks at what is shipped. */
const entries = {
  stackless: 'runtime/index.ts',
  'stackless/abi': 'runtime/emitted.ts',
  'stackless/pipeline': 'runtime/pipeline/index.ts',
  'stackless/node': 'runtime/node/index.ts',
  'stackless/babel': 'compiler/babel-plugin.ts',
  'stackless/compiler': 'compiler/index.ts',
};

export default defineConfig({
  resolve: {
    alias: Object.entries(entries).map(([name, path]) => ({
      find: new RegExp(`^${name}$`),
      replacement: source(path),
    })),
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/generated-sources.ts'],
    // Processes, not threads: tests of memory, of the debugger and of uncaught errors need one of their own.
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--expose-gc'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/reporter.ts'],
    snapshotFormat: { printBasicPrototype: false },
  },
});
