/**
 * The peers that are languages of their own, from Debian.
 *
 *   node bench/peers/debian.mjs     installs what is missing, and says what it could not; exit code 1 if anything is
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { forgetVersions, languages, versionOf } from '../harness/languages.mjs';

const missing = () => Object.keys(languages).filter((name) => versionOf(name) === undefined);

/** Installs what is missing, where that is allowed. Returns why it could not be, if anything is missing still. */
function install() {
  const wanted = missing().map((name) => languages[name].package);
  if (wanted.length === 0) return undefined;
  if (process.getuid?.() !== 0) return `installing takes root: apt-get install ${wanted.join(' ')}`;
  try {
    if (!areKnown(wanted)) aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...wanted);
  } catch (error) {
    return error.code === 'ENOENT' ? 'there is no apt-get' : `apt-get failed: ${lastLine(error)}`;
  }
  forgetVersions();
  return missing().length > 0 ? 'installed, and it does not run' : undefined;
}

function areKnown(packages) {
  return spawnSync('apt-cache', ['show', '--no-all-versions', ...packages], { stdio: 'ignore' }).status === 0;
}

function aptGet(...args) {
  execFileSync('apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

const lastLine = ({ stderr, message }) =>
  String(stderr ?? message)
    .trim()
    .split('\n')
    .at(-1);

const why = install();
for (const name of Object.keys(languages)) {
  console.log(`${name.padEnd(8)}${versionOf(name) ?? `missing: ${why}`}`);
}
process.exitCode = missing().length > 0 ? 1 : 0;
