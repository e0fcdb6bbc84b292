/** What the machine's own Node makes of the tests as they are: only what it passes counts. Found once a suite and Node. */
import { readCache, writeCache } from './cache.mjs';
import { runAll } from './pool.mjs';

const MADE_BY = ['execute.mjs', 'front-matter.mjs', 'harness.mjs', 'modes.mjs', 'modules.mjs', 'realm.mjs'];

/**
 * @param {readonly { path: string, mode: string }[]} runs
 * @returns {Promise<Map<string, { status: string, detail?: string, unhandled?: number }>>} by `keyOf`
 */
export async function baselineOf(runs, fingerprint, settings, progress) {
  const entry = readCache(`baseline-${fingerprint}-${process.version}.json`, MADE_BY);
  entry.results ??= {};
  const missing = runs.filter((run) => entry.results[keyOf(run)] === undefined);
  if (missing.length > 0) {
    const report = progress('baseline', missing.length);
    await runAll(missing, settings, (run, result) => {
      entry.results[keyOf(run)] = result;
      report(result);
    });
    writeCache(entry);
  }
  return new Map(runs.map((run) => [keyOf(run), entry.results[keyOf(run)]]));
}

export function keyOf({ path, mode }) {
  return `${path} ${mode}`;
}
