// Every entry from CommonJS, and a script compiled by the one and run by the others.
const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const stackless = require('stackless');
const abi = require('stackless/abi');
const plugin = require('stackless/babel');
const { transform } = require('stackless/compiler');

assert.equal(typeof plugin, 'function');
assert.equal(plugin.default, plugin);

async function main() {
  const { code } = await transform(
    `const { coroutine } = require('stackless');
     exports.range = coroutine(function* (n) { for (let i = 0; i < n; i++) yield i; });`,
    { filename: 'range.cjs' },
  );
  assert.match(code, /require\(["']stackless\/abi["']\)/);
  const file = join(__dirname, 'range.cjs');
  writeFileSync(file, code);
  const { range } = require(file);
  const co = range(2);
  assert.ok(co instanceof abi.Coroutine);
  assert.ok(stackless.isCoroutine(co));
  assert.deepEqual([...co], [0, 1]);
  console.log('commonjs works');
}

main();
