import { expect, test } from 'vitest';
import { compareWithExpected, parseExpectedFailures } from '../../scripts/test262/expected-failures.mjs';
import { countsOf, percent, testsOf, withSection } from '../../scripts/test262/report.mjs';

const run = (path: string, mode: string, status: string) => ({ path, mode, result: { status } });

test('a listed failure is expected, in the modes listed alone', () => {
  const list = parseExpectedFailures('# why\n\na/b.js  sloppy  its source is shown\n');
  const runs = [run('a/b.js', 'sloppy', 'failed'), run('a/b.js', 'strict', 'failed')];
  const { unexpected, passing } = compareWithExpected(list, runs);
  expect(unexpected).toEqual([runs[1]]);
  expect(passing).toEqual([]);
});

test('a listed test that passes is an error', () => {
  const list = parseExpectedFailures('a/*.js  *  reason');
  const runs = [run('a/b.js', 'sloppy', 'failed'), run('a/c.js', 'strict', 'passed')];
  const { unexpected, passing } = compareWithExpected(list, runs);
  expect(unexpected).toEqual([]);
  expect(passing.map((each: { run: object }) => each.run)).toEqual([runs[1]]);
});

test('a line that names no test is stale, where all of them ran', () => {
  const list = parseExpectedFailures('gone.js  *  reason');
  expect(compareWithExpected(list, []).stale).toEqual([]);
  expect(compareWithExpected(list, [], [{ path: 'a.js', mode: 'strict' }]).stale).toHaveLength(1);
});

test('a line without a reason is refused', () => {
  expect(() => parseExpectedFailures('a.js  *')).toThrow('expected-failures.txt:1');
});

test('a dot in a path is a dot', () => {
  const [entry] = parseExpectedFailures('a.js  *  reason');
  expect(entry?.matches({ path: 'abjs', mode: 'strict' })).toBe(false);
});

test('a test passes when it does in all its modes, and wrong code outweighs what never ran', () => {
  const tests = testsOf([
    run('a.js', 'sloppy', 'passed'),
    run('a.js', 'strict', 'refused'),
    run('b.js', 'sloppy', 'crashed'),
    run('b.js', 'strict', 'timed out'),
    run('c.js', 'module', 'passed'),
  ]);
  expect(countsOf(tests)).toEqual({ tests: 3, passed: 1, wrong: 1, notCompiled: 1 });
});

test('shares are rounded down, so that all of them is the only hundred', () => {
  expect(percent(99_999, 100_000)).toBe('99.99 %');
  expect(percent(3, 3)).toBe('100.00 %');
  expect(percent(0, 0)).toBe('–');
});

test('a section is what stands between its markers', () => {
  const document = 'a\n<!-- x -->\nold\n<!-- /x -->\nb';
  expect(withSection(document, 'x', 'new')).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb');
  expect(withSection(document, 'y', 'new')).toBeNull();
});
