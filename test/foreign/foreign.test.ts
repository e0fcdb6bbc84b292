/** The parts of `npm run selfhost` and `npm run test:packages` that need no network: what is compiled, and how results are read. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from '@babel/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../compiler/babel-plugin.ts';
import { compileTree, nativeFunctions, scriptsUnder } from '../../scripts/foreign/compile-tree.mjs';
import { differences, readJest, readTap } from '../../scripts/foreign/results.mjs';

const folder = mkdtempSync(join(tmpdir(), 'stackless-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a tree of packages', () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  beforeAll(() => {
    mkdirSync(join(folder, 'esm'));
    write('package.json', '{}');
    write('script.js', '#!/usr/bin/env node\nif (!module.parent) return;\nexports.f = async () => 1;\n');
    write('plain.cjs', 'exports.x =  1;\n');
    write('bundled.js', 'export function* f() { yield 1; }\n');
    write('broken.js', 'async function {\n');
    write('with.js', 'exports.f = function* (o) { with (o) yield x; };\n');
    write('esm/package.json', '{ "type": "module" }');
    write('esm/index.js', 'export const f = async () => await 1;\n');
  });

  test('each file is what Node takes it for', () => {
    const kinds = [...scriptsUnder(folder)].map(({ file, sourceType }) => [
      file.slice(folder.length + 1),
      sourceType,
    ]);
    expect(Object.fromEntries(kinds)).toMatchObject({
      'script.js': 'commonjs',
      'plain.cjs': 'commonjs',
      [join('esm', 'index.js')]: 'module',
    });
  });

  test('is compiled in place, and says what was not', () => {
    const { refused, unparsed, ...counts } = compileTree(folder, { plugin: [plugin, { functions: 'all' }] });
    expect(counts).toEqual({ files: 6, compiled: 3, functions: 3 });
    expect(unparsed).toEqual([join(folder, 'broken.js')]);
    expect(refused).toEqual([expect.objectContaining({ file: join(folder, 'with.js') })]);
    expect(readFileSync(join(folder, 'plain.cjs'), 'utf8')).toBe('exports.x =  1;\n');
    expect(readFileSync(join(folder, 'script.js'), 'utf8')).toMatch(
      /^#!.*\n(.*\n)*.*require\("stackless\/abi"\)/,
    );
    expect(readFileSync(join(folder, 'esm/index.js'), 'utf8')).toMatch(/from "stackless\/abi"/);
  });
});

test('native functions are found, but for those of a runtime that a file carries along', () => {
  const source = `function* a() {}
class C { async #m() {} }
(function () { "stackless runtime"; async () => {}; })();`;
  const file = parseSync(source, { configFile: false, babelrc: false });
  expect(nativeFunctions(file)).toEqual(['1:0', '2:10']);
});

describe('results', () => {
  test('of TAP, with subtests and directives', () => {
    const output = `TAP version 13
# Subtest: outer
    ok 1 - inner
    not ok 2 - failing # of two
ok 1 - outer
  ---
  duration_ms: 1
  ...
ok 2 - later # SKIP no time
ok 3 nameless style
ok
# ok, says a comment
1..3`;
    expect(readTap(output)).toEqual([
      'not ok failing # of two',
      'ok ',
      'ok inner',
      'ok nameless style',
      'ok outer',
      'skipped later',
    ]);
  });

  test('of jest, a file without tests among them', () => {
    const results = {
      testResults: [
        {
          name: 'a.js',
          status: 'passed',
          assertionResults: [
            { status: 'passed', fullName: 'a b' },
            { status: 'pending', fullName: 'c' },
          ],
        },
        { name: 'b.js', status: 'failed', assertionResults: [] },
      ],
    };
    expect(readJest(`\n${JSON.stringify(results)}`)).toEqual(['not ok b.js', 'ok a b', 'skipped c']);
  });

  test('differ as often as they do', () => {
    expect(differences(['ok a', 'ok a', 'ok b'], ['ok a', 'ok b', 'not ok a'])).toEqual([
      'native only: ok a',
      'compiled only: not ok a',
    ]);
  });
});
