import { expect, test } from 'vitest';
import { readFrontMatter, withoutFrontMatter } from '../../scripts/test262/front-matter.mjs';

test('lists stand in brackets or on lines of their own, indented or not', () => {
  const inBrackets = '/*---\nflags: [async, noStrict]\nincludes: [a.js]\n---*/';
  expect(readFrontMatter(inBrackets)).toMatchObject({ flags: ['async', 'noStrict'], includes: ['a.js'] });
  const onLines = '/*---\nflags:\n  - module\n  - async # both\nfeatures:\n- generators\ninfo: x\n---*/';
  expect(readFrontMatter(onLines)).toMatchObject({ flags: ['module', 'async'], features: ['generators'] });
  const overLines = '/*---\nincludes: [a.js,\n  b.js]\n---*/';
  expect(readFrontMatter(overLines).includes).toEqual(['a.js', 'b.js']);
});

test('negative says phase and type', () => {
  const source =
    '/*---\ndescription: >\n  negative: not this\nnegative:\n  phase: runtime\n  type: TypeError\n---*/';
  expect(readFrontMatter(source).negative).toEqual({ phase: 'runtime', type: 'TypeError' });
});

test('a file without metadata has no flags', () => {
  expect(readFrontMatter('f();')).toEqual({ flags: [], includes: [], features: [], negative: null });
});

test('carriage returns end lines too', () => {
  expect(readFrontMatter('/*---\r\nflags: [raw]\r\n---*/').flags).toEqual(['raw']);
  expect(readFrontMatter('/*---\rflags: [raw]\rincludes: []\r---*/').flags).toEqual(['raw']);
});

test('the metadata is no code', () => {
  expect(withoutFrontMatter('/*---\ninfo: function* f() {}\n---*/\ng();')).toBe('\ng();');
});
