/**
 * The peers from npm: bench/peers says which, at which version. They are installed in the scratch folder when they are first
 * asked for, and whatever imports one is written there.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npm } from '../../scripts/setup/child.mjs';
import { scratch } from '../../scripts/setup/project.mjs';
import { fingerprint, isStamped, writeStamp } from '../../scripts/setup/stamp.mjs';

const sources = ['package.json', 'package-lock.json', '.npmrc'];
const listed = (file) => fileURLToPath(new URL(`../peers/${file}`, import.meta.url));

/** Where they are installed. Ends in a slash. */
export const peersFolder = new URL('bench/peers/', `${pathToFileURL(scratch)}/`);

export const requirePeer = createRequire(new URL('package.json', peersFolder));

/** `{ name: version }`: each is pinned. */
export function peers() {
  return JSON.parse(readFileSync(listed('package.json'), 'utf8')).dependencies ?? {};
}

export function hasPeer(name) {
  return existsSync(new URL(`node_modules/${name}/package.json`, peersFolder));
}

/** Installs what the lock file says, unless it is there. A failure is told, and each missing peer named in its row. */
export async function installPeers() {
  const folder = fileURLToPath(peersFolder);
  const stamp = fileURLToPath(new URL('node_modules/.installed', peersFolder));
  const wanted = fingerprint(
    sources.map((file) => `bench/peers/${file}`),
    process.platform + process.arch,
  );
  if (isStamped(stamp, wanted)) return;
  console.error('installing the peers of the bench …');
  mkdirSync(folder, { recursive: true });
  for (const file of sources) copyFileSync(listed(file), new URL(file, peersFolder));
  const code = await npm(['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
  if (code === 0) writeStamp(stamp, wanted);
  else console.error(`bench: npm ci of the peers failed with exit code ${code}; its messages are above`);
}
