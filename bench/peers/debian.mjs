/**
 * What the bench needs and npm has not, from Debian. Installs what is missing, and says what it could not; exit code 1 if
 * anything is.
 *
 *   node bench/peers/debian.mjs               the peers that are languages of their own
 *   node bench/peers/debian.mjs --browser     Chromium
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chromiumVersion } from '../browser/chromium.mjs';
import { forgetVersions, languages, versionOf } from '../harness/languages.mjs';

const wanted = process.argv.includes('--browser')
  ? { chromium: { package: 'chromium', version: chromiumVersion } }
  : Object.fromEntries(
      Object.entries(languages).map(([name, each]) => [
        name,
        { package: each.package, version: () => versionOf(name) },
      ]),
    );

const missing = () => Object.values(wanted).filter(({ version }) => version() === undefined);

/** Installs what is missing, where that is allowed. Returns why it could not be, if anything is missing still. */
function install() {
  const packages = missing().map((each) => each.package);
  if (packages.length === 0) return undefined;
  if (process.getuid?.() !== 0) return `installing takes root: apt-get install ${packages.join(' ')}`;
  try {
    if (!areKnown(packages)) aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...packages);
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
for (const [name, { version }] of Object.entries(wanted)) {
  console.log(`${name.padEnd(9)}${version() ?? `missing: ${why}`}`);
}
process.exitCode = missing().length > 0 ? 1 : 0;
