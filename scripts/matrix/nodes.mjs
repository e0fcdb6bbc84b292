/** Other versions of Node, as npm has them: a package for each platform, with nothing in it but the executable. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../setup/child.mjs';

const running = Number(process.versions.node.split('.')[0]);

/**
 * @param {string} folder
 * @param {ReadonlySet<number>} majors
 * @returns {Promise<Map<number, { execPath: string, version: string }>>} the running one counts as its major version
 */
export async function installNodes(folder, majors) {
  const missing = [...majors].filter((major) => major !== running);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const dependencies = Object.fromEntries(
    missing.map((major) => [`node${major}`, `npm:node-${platform}-${process.arch}@${major}`]),
  );
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const executable = (major) =>
    major === running ? process.execPath : join(folder, 'node_modules', `node${major}`, 'bin', binary);
  if (!missing.every((major) => existsSync(executable(major)))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    console.error(`installing Node ${missing.join(', ')} …`);
    const code = await npm(['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
    if (code !== 0) throw new Error(`npm install failed with exit code ${code}; its messages are above`);
  }
  return new Map(
    [...majors].map((major) => {
      const execPath = executable(major);
      const version = execFileSync(execPath, ['--version'], { encoding: 'utf8' }).trim();
      return [major, { execPath, version }];
    }),
  );
}
