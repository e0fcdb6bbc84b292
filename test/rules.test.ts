/** Each rule that docs/runtime.md promises names the test that holds it: that test is there. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('../docs/runtime.md');
const section = page.slice(
  page.indexOf('\n## Rules\n'),
  page.indexOf('\n## Where the native fallback differs\n'),
);
const rows = section.split('\n').filter((line) => /^\| (?!rule )/.test(line));

it('there are rules, each with its source', () => {
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.split(' | '), row).toHaveLength(3);
});

it.each(rows.map((row) => [row]))('%s', (row) => {
  const [, file, title] = /`([^`]+\.ts)`: ([^|]+) \|$/.exec(row) ?? [];
  expect(read(`./runtime/${file}`)).toContain(title);
});
