// Every entry from an ES module, and a program compiled by the one and run by the others.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as stackless from 'stackless';
import * as abi from 'stackless/abi';
import plugin from 'stackless/babel';
import { transform } from 'stackless/compiler';
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
console.log('esm works');
