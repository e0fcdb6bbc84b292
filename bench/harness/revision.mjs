/** Another revision of this repository, built in the scratch folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node, npm } from '../../scripts/setup/child.mjs';
import { root, scratch } from '../../scripts/setup/project.mjs';
import { programMaker } from './programs.mjs';

const git = (...args) => execFileSync('git', args, { cwd: root, maxBuffer: 1 << 30 });

/** `{ commit, subject, maker }`. Throws if git does not know it, or it does not build. */
export async function revision(name) {
  const commit = git('rev-parse', '--verify', '--quiet', `${name}^{commit}`).toString().trim();
  const folder = join(scratch, 'bench', 'revisions', commit.slice(0, 12));
  if (!existsSync(folder)) await build(commit, folder);
  const home = pathToFileURL(`${folder}/`);
  const { transform } = await import(new URL('dist/compiler.mjs', home));
  const subject = git('log', '-1', '--format=%h %s', commit).toString().trim();
  return { commit, subject, maker: programMaker(transform, { home }) };
}

async function build(commit, folder) {
  const making = `${folder}-making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  execFileSync('tar', ['-x'], { cwd: making, input: git('archive', commit), maxBuffer: 1 << 30 });
  console.error(`installing and building ${commit.slice(0, 12)} …`);
  const at = { cwd: making, env: { ...process.env, npm_config_audit: 'false', npm_config_fund: 'false' } };
  const installed = await npm(['ci', '--include=dev', '--prefer-offline', '--ignore-scripts'], at);
  if (installed !== 0) throw new Error(`npm ci of ${commit} failed with exit code ${installed}`);
  const built = await node([join(making, 'scripts', 'build.mjs')], { cwd: making });
  if (built !== 0) throw new Error(`${commit} does not build; the messages are above`);
  renameSync(making, folder);
}
