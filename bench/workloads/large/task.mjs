/** Compiles one large program and runs it beside its native twin. Answers in ms, the compiler cold, or fails. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { transform } from 'stackless/compiler';
import { librarySource } from '../../harness/compilers.mjs';
import { large } from './programs.mjs';

const output = new URL('../../../build/bench/large/', import.meta.url);
const program = process.argv[2];
const source = large[program];

const start = performance.now();
const { code } = transform(source, { filename: 'large.mjs' });
const milliseconds = performance.now() - start;

mkdirSync(output, { recursive: true });
const name = program.replaceAll(/\W+/g, '-');
const compiled = new URL(`${name}.mjs`, output);
const native = new URL(`${name}.native.mjs`, output);
writeFileSync(new URL('library.mjs', output), librarySource);
writeFileSync(compiled, code);
writeFileSync(native, source.replace(`'stackless'`, `'./library.mjs'`));

const traces = [];
for (const file of [compiled, native]) traces.push(trace((await import(file.href)).default));
if (!isDeepStrictEqual(traces[0], traces[1])) {
  throw new Error(
    `compiled: ${JSON.stringify(traces[0].at(-1))}, native: ${JSON.stringify(traces[1].at(-1))}`,
  );
}
console.log(milliseconds);

function trace(body) {
  const results = [];
  const co = body(2);
  try {
    let result = co.next();
    while (!result.done) {
      results.push(result.value);
      result = co.next(results.length);
    }
    results.push({ returned: result.value });
  } catch (error) {
    results.push({ threw: String(error) });
  }
  return results;
}
