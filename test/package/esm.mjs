// Every entry from an ES module, and a program compiled by the one and run by the others.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as stackless from 'stackless';
import * as abi from 'stackless/abi';
import plugin from 'stackless/babel';
import { transform } from 'stackless/compiler';
import { connect, listen } from 'stackless/node';
import * as pipeline from 'stackless/pipeline';
import { load } from './load.mjs';

assert.equal(typeof plugin, 'function');
const require = createRequire(import.meta.url);
assert.equal(require('stackless/package.json').name, 'stackless');

const { code } = await transform(
  `import { coroutine } from 'stackless';
   export const range = coroutine(function* (n: number) { for (let i = 0; i < n; i++) yield i; });`,
  { filename: 'range.ts' },
);
assert.match(code, /from ["']stackless\/abi["']/);
const { range } = await load(code, 'range.mjs');
assert.deepEqual([...range(3)], [0, 1, 2]);

// One runtime stands behind both entries, and the copy for CommonJS works with it.
const co = range(2);
assert.ok(co instanceof abi.Coroutine);
assert.ok(stackless.isCoroutine(co));
const commonJs = require('stackless');
assert.notEqual(commonJs.coroutine, stackless.coroutine);
assert.ok(commonJs.isCoroutine(co));

// Sockets, awaited by plain async code.
const listener = await listen({ port: 0, host: '127.0.0.1' });
const near = await connect({ port: listener.port, host: '127.0.0.1' });
const far = await listener.accept();
await near.write('hello\n');
assert.equal(await far.readLine(), 'hello');
await Promise.all([near.close(), far.close(), listener.close()]);
assert.equal(typeof pipeline, 'object');
console.log('esm works');
