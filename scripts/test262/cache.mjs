/**
 * What a later run need not find out again, in node_modules/.cache. An entry says which of the runner's own files it
 * was made by, and is forgotten when one of them has changed.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../setup/project.mjs';

export const CACHE = join(root, 'node_modules', '.cache', 'stackless', 'test262');

/** An entry as it was written, or a fresh one. */
export function readCache(name, madeBy) {
  const maker = hashOf(madeBy);
  try {
    const entry = JSON.parse(readFileSync(join(CACHE, name), 'utf8'));
    if (entry.maker === maker) return entry;
  } catch {
    // Not there yet, or cut short by the end of a run: found out again.
  }
  return { name, maker };
}

export function writeCache(entry) {
  mkdirSync(CACHE, { recursive: true });
  // Beside it first: a run that is ended while writing leaves the old one.
  const beside = join(CACHE, `${entry.name}.${process.pid}`);
  writeFileSync(beside, JSON.stringify(entry));
  renameSync(beside, join(CACHE, entry.name));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  return hash.digest('hex').slice(0, 16);
}
