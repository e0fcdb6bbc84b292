/**
 * A process that runs tests, one after the other, as they come over the channel to the parent. What it is told at the
 * start: `{ suite, bundle, options }`; without `bundle` sources run as they are.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { compilerOf } from './compile.mjs';
import { execute } from './execute.mjs';
import { Harness } from './harness.mjs';

const { suite, bundle, options } = JSON.parse(process.argv[2]);
const setup = { suite, harness: new Harness(suite) };
if (bundle !== undefined) {
  const plugin = await import(pathToFileURL(bundle.plugin).href);
  setup.compile = compilerOf(plugin.default, options);
  const body = readFileSync(bundle.runtime, 'utf8');
  const script = new vm.Script(`(function (exports) {${body}\nreturn exports;})`, {
    filename: 'stackless-runtime.js',
  });
  setup.runtimeIn = (context) => script.runInContext(context)({});
}

// What escapes from a job belongs to the test that runs; those that end by themselves have said so.
let escaped;
process.on('uncaughtException', (error) => {
  escaped ??= String(error?.message ?? error);
});

process.on('message', async (test) => {
  escaped = undefined;
  const result = await execute(test, setup);
  if (escaped !== undefined && result.status === 'passed') {
    process.send({ status: 'failed', detail: `escaped: ${escaped}` });
  } else process.send(result);
});
process.send('ready');
