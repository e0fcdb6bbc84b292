/** `npm run bench -- --browser`, with a stand-in for Chromium: bundle, server and protocol are what they are. */
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../../bench/browser/chromium.mjs';
import { measureInPage } from '../../bench/browser/measure.mjs';
import { type Pages, servePages } from '../../bench/browser/serve.mjs';
import { programMaker } from '../../bench/harness/programs.mjs';

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages();
  chromium = await startChromium(fileURLToPath(new URL('programs/browser.mjs', import.meta.url)));
});

afterAll(async () => {
  await chromium.close();
  pages.close();
});

async function measured(program: string) {
  const maker = programMaker(transform, { label: 'test' });
  const { module } = maker.program({ file: new URL(`programs/${program}`, import.meta.url), as: 'plain' });
  const job = { program: module, measures: 'time', size: 3, budget: 1 };
  return await measureInPage(job, { pages, chromium, longest: 20 });
}

it('a page measures a program, and sends what it answered', async () => {
  expect(chromium.version).toBe('1.2.3');
  expect(await measured('right.mjs')).toMatchObject({ figure: expect.any(Number), result: 3 });
});

it('rounds that do not agree give no figure', async () => {
  expect(await measured('changing.mjs')).toEqual({
    error: expect.stringContaining('a round answered 4, the first 3'),
  });
});

it('a browser that ends is told, not waited for', async () => {
  expect(await measured('right.mjs')).toEqual({ error: 'Chromium has ended' });
});
