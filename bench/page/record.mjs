/** Keeps a run for the page: bench/results/nodeN.json. */
import { mkdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../results/', import.meta.url);

export async function record(runs) {
  mkdirSync(folder, { recursive: true });
  for (const run of runs) {
    const major = /^v(\d+)/.exec(run.node)[1];
    writeFileSync(new URL(`node${major}.json`, folder), `${JSON.stringify(run, null, 1)}\n`);
  }
}
