// The plugin by its name in Babel's configuration files, as a user writes them, and as the function itself.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformAsync } from '@babel/core';
import plugin from 'stackless/babel';
import { load } from './load.mjs';

const source = `import { coroutine } from 'stackless';
export const pair = coroutine(function* (a, b) { yield a; yield b; });`;
const required = createRequire(import.meta.url)('stackless/babel');
const here = import.meta.dirname;
const ways = {
  'cjs config': { configFile: join(here, 'babel.config.cjs') },
  'esm config': { configFile: join(here, 'babel.config.mjs') },
  imported: { configFile: false, plugins: [plugin] },
  required: { configFile: false, plugins: [required] },
  named: { configFile: false, plugins: ['stackless/babel'], cwd: here },
};
for (const [way, options] of Object.entries(ways)) {
  const { code } = await transformAsync(source, {
    filename: join(here, 'pair.mjs'),
    babelrc: false,
    ...options,
  });
  const { pair } = await load(code, `${way.replace(' ', '-')}.out.mjs`);
  assert.ok(!code.includes('function*'), way);
  assert.deepEqual([...pair(1, 2)], [1, 2], way);
}
console.log('plugin works');
