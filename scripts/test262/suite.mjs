/**
 * The tests that count: every file of the suite that holds a generator, an async function or an async generator, by
 * parsing it. Left out are tests whose point is that the source does not parse or link (`negative`, phases `parse` and
 * `resolution`): nothing of them ever runs. What is left out of no test is a mode, and errors at run time are kept.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCache, writeCache } from './cache.mjs';
import { containsCompiledFunction } from './contains.mjs';
import { readFrontMatter } from './front-matter.mjs';
import { modesOf } from './modes.mjs';

/** @returns {boolean} whether the folder is a checkout of test262 */
export function isSuite(folder) {
  return existsSync(join(folder, 'harness', 'assert.js')) && existsSync(join(folder, 'test', 'language'));
}

/**
 * The fingerprint is of the suite's contents, so it holds for a checkout and for an unpacked archive alike; `revision`
 * is what people call it.
 *
 * @returns {{ fingerprint: string, revision: string, tests: { path: string, modes: string[] }[] }}
 */
export function readSuite(folder, say) {
  const sources = filesUnder(join(folder, 'test')).map((path) => ({
    path,
    source: readFileSync(join(folder, 'test', path), 'utf8'),
  }));
  const fingerprint = fingerprintOf(folder, sources);
  const name = `suite-${fingerprint}.json`;
  const known = readCache(name, ['contains.mjs', 'front-matter.mjs', 'modes.mjs', 'suite.mjs']);
  if (known.tests !== undefined) return { fingerprint, revision: revisionOf(folder), tests: known.tests };
  say(`looking for generators and async functions in ${sources.length} files`);
  const tests = sources.flatMap(({ path, source }) => {
    if (path.includes('_FIXTURE')) return [];
    const { flags, negative } = readFrontMatter(source);
    if (negative !== null && negative.phase !== 'runtime') return [];
    if (!containsCompiledFunction(source, flags.includes('module'))) return [];
    return [{ path, modes: modesOf(flags) }];
  });
  known.tests = tests;
  writeCache(known);
  return { fingerprint, revision: revisionOf(folder), tests };
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

function fingerprintOf(folder, sources) {
  const hash = createHash('sha256');
  for (const { path, source } of sources) hash.update(path).update('\0').update(source).update('\0');
  const harness = join(folder, 'harness');
  for (const name of readdirSync(harness).sort()) {
    if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(harness, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The commit, in short, where the folder is a checkout; else the version of the suite's interface. */
function revisionOf(folder) {
  try {
    // A folder inside another repository would give that one's commit.
    if (!existsSync(join(folder, '.git'))) throw new Error('not a checkout');
    const args = ['-C', folder, 'rev-parse', '--short=12', 'HEAD'];
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return `version ${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}`;
  }
}
