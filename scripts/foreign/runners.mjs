/** Test runners: what each takes on its command line, and how to read what it says on standard output. */
import { readJest, readTap } from './results.mjs';

/** @type {Record<string, { needs: Record<string, string>, runtime?: 'inline', args(files: string[], modules: string): string[], read(output: string): string[] }>} */
export const RUNNERS = {
  node: {
    needs: {},
    args: (files) => ['--test', '--test-reporter=tap', ...files],
    read: readTap,
  },
  tape: {
    needs: { tape: '5.10.2' },
    args: (files, modules) => [`${modules}/tape/bin/tape`, ...files],
    read: readTap,
  },
  mocha: {
    needs: { mocha: '11.8.0' },
    args: (files, modules) => [`${modules}/mocha/bin/mocha.js`, '--reporter', 'tap', ...files],
    read: readTap,
  },
  ava: {
    needs: { ava: '3.15.0' },
    args: (files, modules) => [`${modules}/ava/cli.js`, '--tap', ...files],
    read: readTap,
  },
  jest: {
    needs: { jest: '26.6.3' },
    // The last one that lets an async function describe tests. It knows no `exports` of packages.
    runtime: 'inline',
    // Without a transform, for it would run Babel once more.
    args: (files, modules) => [
      `${modules}/jest/bin/jest.js`,
      '--json',
      '--config',
      JSON.stringify({
        transform: {},
        testEnvironment: 'node',
        testMatch: files.map((file) => `**/${file}`),
      }),
    ],
    read: readJest,
  },
};
