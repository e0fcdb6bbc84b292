import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pollutionSource } from '../workloads/pollution.mjs';

const sources = new URL('../workloads/', import.meta.url);
const output = new URL('../../build/bench/', import.meta.url);

/** What stands in for the library in a native twin: a marked function is then the generator or async function it is. */
const nativeLibrary = `export const coroutine = (body) => body;
export const run = (main) => main;
`;

function texts() {
  const named = readdirSync(sources)
    .filter((file) => file !== 'pollution.mjs')
    .map((file) => [file, readFileSync(new URL(file, sources), 'utf8')]);
  return [...named, ['pollution.mjs', pollutionSource()]];
}

/**
 * Writes each workload twice below build/bench: compiled, and as its native twin, the same text without the mark.
 * `transform` is the compiler's. Returns where a workload is, as a URL that a child process can import.
 */
export function prepareWorkloads(transform) {
  rmSync(output, { recursive: true, force: true });
  for (const kind of ['compiled/', 'native/']) mkdirSync(new URL(kind, output), { recursive: true });
  writeFileSync(new URL('native/library.mjs', output), nativeLibrary);
  for (const [file, text] of texts()) {
    const compiled = new URL(`compiled/${file}`, output);
    const { code } = transform(text, { filename: fileURLToPath(compiled) });
    writeFileSync(compiled, code);
    writeFileSync(new URL(`native/${file}`, output), text.replaceAll(`'stackless'`, `'./library.mjs'`));
  }
  return (kind, workload) => pathToFileURL(fileURLToPath(new URL(`${kind}/${workload}.mjs`, output))).href;
}
