/** Installs what the lock file says, only when it says something else than the last time. */
import { join } from 'node:path';
import { npm } from './child.mjs';
import { root } from './project.mjs';
import { fingerprint, isStamped, writeStamp } from './stamp.mjs';

/** Inside node_modules, so that it goes when they go. */
const stamp = join(root, 'node_modules', '.stackless-installed');

export async function install() {
  // Some packages bring a binary for one platform only, so another platform installs again.
  const wanted = fingerprint(['package-lock.json'], `${process.platform} ${process.arch}`);
  if (isStamped(stamp, wanted)) return;
  console.error('installing dependencies …');
  const code = await npm(['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}; its messages are above`);
  writeStamp(stamp, wanted);
}
