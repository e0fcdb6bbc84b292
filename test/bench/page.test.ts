import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageFiles } from '../../bench/page/write.mjs';

it('docs/performance.md says what bench/results says: `npm run bench -- --page` writes it anew', () => {
  for (const [path, text] of Object.entries(pageFiles())) {
    const there = readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
    expect(there === text, `${path} is not what the results make of it`).toBe(true);
  }
});
