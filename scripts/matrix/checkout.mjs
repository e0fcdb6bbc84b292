/** A copy of the checkout that depends on another major version of Babel. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../setup/child.mjs';
import { root } from '../setup/project.mjs';

/** @returns {Promise<string>} the copy's folder: the files as they are now, packages installed when the list changed */
export async function checkoutWithBabel(major, folder) {
  mkdirSync(folder, { recursive: true });
  const before = read(join(folder, 'package.json'));
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true });
  }
  for (const file of filesOfCheckout()) cpSync(join(root, file), join(folder, file));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith('@babel/')) dependencies[name] = `^${major}.0.0`;
    }
  }
  const wanted = JSON.stringify(manifest, null, 2);
  writeFileSync(join(folder, 'package.json'), wanted);
  rmSync(join(folder, 'package-lock.json'), { force: true });
  if (wanted !== before || !existsSync(join(folder, 'node_modules', '.package-lock.json'))) {
    console.error(`installing Babel ${major} …`);
    const code = await npm(['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
      cwd: folder,
    });
    if (code !== 0) throw new Error(`npm install failed with exit code ${code}; its messages are above`);
  }
  return folder;
}

export function versionOfBabel(folder) {
  const manifest = readFileSync(join(folder, 'node_modules', '@babel', 'core', 'package.json'), 'utf8');
  return JSON.parse(manifest).version;
}

/** With what is not committed yet. */
function filesOfCheckout() {
  const args = ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0');
  return names.filter((name) => name !== '' && existsSync(join(root, name)));
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
