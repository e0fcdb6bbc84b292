import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@babel/core';
import { pollutionSource } from '../workloads/pollution.mjs';

const sources = new URL('../workloads/', import.meta.url);
const output = new URL('../../build/bench/', import.meta.url);

/** What stands in for the library in a native twin: a marked function is then the generator or async function it is. */
const nativeLibrary = `export const coroutine = (body) => body;
export const run = (main) => main;
`;

/** Regenerator, and what it needs before it: it cannot take a `for-of` apart. */
const regenerator = [
  '@babel/plugin-transform-for-of',
  '@babel/plugin-transform-async-generator-functions',
  '@babel/plugin-transform-async-to-generator',
  '@babel/plugin-transform-regenerator',
];

/**
 * Who takes part. All but the first are given the native twin: the same text without the marks.
 * `transform` is the compiler's.
 */
const contestants = {
  compiled: (transform, text, filename) => transform(text, { filename }).code,
  native: (_, text) => unmarked(text),
  all: (transform, text, filename) => transform(unmarked(text), { filename, functions: 'all' }).code,
  loose: (transform, text, filename) =>
    transform(unmarked(text), { filename, functions: 'all', loose: true }).code,
  regenerator: (_, text, filename) =>
    transformSync(unmarked(text), { filename, plugins: regenerator, babelrc: false, configFile: false }).code,
};

function unmarked(text) {
  return text.replaceAll(`'stackless'`, `'../library.mjs'`).replaceAll(`'use coroutine';`, '');
}

function texts() {
  const named = readdirSync(sources)
    .filter((file) => file !== 'pollution.mjs')
    .map((file) => [file, readFileSync(new URL(file, sources), 'utf8')]);
  return [...named, ['pollution.mjs', pollutionSource()]];
}

/**
 * Writes each workload below build/bench, once for each contestant. Returns where a workload is, as a URL that a child
 * process can import.
 */
export function prepareWorkloads(transform) {
  rmSync(output, { recursive: true, force: true });
  for (const kind of Object.keys(contestants)) mkdirSync(new URL(`${kind}/`, output), { recursive: true });
  writeFileSync(new URL('library.mjs', output), nativeLibrary);
  for (const [file, text] of texts()) {
    for (const [kind, compile] of Object.entries(contestants)) {
      const target = new URL(`${kind}/${file}`, output);
      writeFileSync(target, compile(transform, text, fileURLToPath(target)));
    }
  }
  return (kind, workload) => pathToFileURL(fileURLToPath(new URL(`${kind}/${workload}.mjs`, output))).href;
}
