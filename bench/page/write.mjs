/** The page and its plots as files: what they have to be, and writing them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { renderPage } from './page.mjs';
import { plotsOf } from './plots.mjs';
import { readAblation, readRuns } from './results.mjs';

const docs = new URL('../../docs/', import.meta.url);

/** `{ path below docs: text }` */
export function pageFiles() {
  const runs = readRuns();
  const plots = plotsOf(runs);
  const limits = readFileSync(new URL('../limits.md', import.meta.url), 'utf8');
  const page = renderPage({ runs, plots, limits, ablation: readAblation() });
  const drawn = Object.entries(plots).map(([name, { svg }]) => [`performance/${name}.svg`, svg]);
  return { 'performance.md': page, ...Object.fromEntries(drawn) };
}

export function writePage() {
  rmSync(new URL('performance/', docs), { recursive: true, force: true });
  mkdirSync(new URL('performance/', docs), { recursive: true });
  for (const [path, text] of Object.entries(pageFiles())) writeFileSync(new URL(path, docs), text);
}
