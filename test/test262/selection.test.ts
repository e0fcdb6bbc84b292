import { expect, test } from 'vitest';
import { areaOf, byArea } from '../../scripts/test262/areas.mjs';
import { containsCompiledFunction } from '../../scripts/test262/contains.mjs';
import { modesOf, sourceIn } from '../../scripts/test262/modes.mjs';

test.each([
  'function* f() {}',
  'x = { *m() {} };',
  'class C { static async #m() {} }',
  'async () => 1;',
  'async x => 1;',
  'class C { f = async function* () {}; }',
])('compiled: %s', (source) => {
  expect(containsCompiledFunction(source, false)).toBe(true);
});

test.each([
  'eval("function* f() {}");',
  'var async; async * 2;',
  '/* function* f() {} */ f();',
  '/*---\ninfo: async function\n---*/',
  'class C { static *',
])('not compiled: %s', (source) => {
  expect(containsCompiledFunction(source, false)).toBe(false);
});

test('what Babel cannot parse is told by its text', () => {
  expect(containsCompiledFunction('async function f() { unheard of }', false)).toBe(true);
});

test('top-level await is no function', () => {
  expect(containsCompiledFunction('await 1 * 2;', true)).toBe(false);
});

test('flags say the modes', () => {
  expect(modesOf([])).toEqual(['sloppy', 'strict']);
  expect(modesOf(['async', 'noStrict'])).toEqual(['sloppy']);
  expect(modesOf(['onlyStrict'])).toEqual(['strict']);
  expect(modesOf(['module', 'onlyStrict'])).toEqual(['module']);
  expect(modesOf(['raw'])).toEqual(['raw']);
});

test('the directive of strict mode stands first', () => {
  expect(sourceIn('strict', '/* x */ f();')).toBe('"use strict";\n/* x */ f();');
  expect(sourceIn('sloppy', 'f();')).toBe('f();');
});

test('areas are as coarse as a table wants them', () => {
  expect(areaOf('language/expressions/yield/a.js')).toBe('language/expressions/yield');
  expect(areaOf('language/statements/class/elements/b.js')).toBe('language/statements/class');
  expect(areaOf('language/eval-code/direct/c.js')).toBe('language/eval-code');
  const paths = ['built-ins/A/x.js', 'built-ins/A/y.js', 'built-ins/B/x.js', 'built-ins/C/x.js'];
  const rows = byArea(
    paths.map((path) => ({ path })),
    2,
  );
  expect(rows.map(([area, members]) => [area, members.length])).toEqual([
    ['built-ins, the rest', 2],
    ['built-ins/A', 2],
  ]);
});
