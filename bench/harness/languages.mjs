/**
 * The contestants that are other languages: how a program is built and run, and how the version is told. A program measures
 * itself, by a helper of its language in bench/peers/native.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { scratch } from '../../scripts/setup/project.mjs';

const native = fileURLToPath(new URL('../peers/native/', import.meta.url));
const built = new URL('bench/languages/', `${pathToFileURL(scratch)}/`);

/**
 * `package` is Debian's. What is built has `helpers`, which are put beside the program, and `build`, the command that makes
 * `output` there; what is not has `run`, the command that runs a file.
 */
export const languages = {
  go: {
    package: 'golang-go',
    version: ['go', 'version'],
    needs: 'go',
    helpers: ['measure.go'],
    build: (file, output) => ['go', 'build', '-o', output, file, 'measure.go'],
  },
  cpp: {
    package: 'g++',
    version: ['g++', '--version'],
    needs: 'g++',
    helpers: ['measure.hpp', 'generator.hpp'],
    build: (file, output) => ['g++', '-std=c++20', '-O2', '-o', output, file],
  },
  lua: { package: 'lua5.4', version: ['lua5.4', '-v'], needs: 'lua5.4', run: luaBy('lua5.4') },
  luajit: { package: 'luajit', version: ['luajit', '-v'], needs: 'luajit', run: luaBy('luajit') },
  python: {
    package: 'python3',
    version: ['python3', '--version'],
    needs: 'python3',
    run: (file) => ['env', `PYTHONPATH=${native}`, 'PYTHONDONTWRITEBYTECODE=1', 'python3', file],
  },
};

function luaBy(interpreter) {
  return (file) => ['env', `LUA_PATH=${native}?.lua;;`, interpreter, file];
}

const known = new Map();

/** The first line in which a language tells its version; undefined where it is not installed. */
export function versionOf(language) {
  if (!known.has(language)) known.set(language, askVersion(language));
  return known.get(language);
}

/** What was looked for before it was installed is looked for again. */
export function forgetVersions() {
  known.clear();
}

function askVersion(language) {
  const [command, ...args] = languages[language].version;
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? (stdout || stderr).trim().split('\n')[0] : undefined;
}

/** The command that runs a program, to which size and rounds are to be added. Throws what its compiler says. */
export function commandOf(language, file) {
  const { run } = languages[language];
  return run ? run(file) : [program(language, file)];
}

/** What a program was built to: once for each content of it and of its helpers, and for each version of the compiler. */
function program(language, file) {
  const { helpers, build } = languages[language];
  const sources = [file, ...helpers.map((name) => `${native}${name}`)].map((path) => [
    basename(path),
    readFileSync(path),
  ]);
  const hash = createHash('sha256').update(versionOf(language));
  for (const [, text] of sources) hash.update(text);
  const folder = new URL(`${language}-${hash.digest('hex').slice(0, 16)}/`, built);
  const output = fileURLToPath(new URL('program', folder));
  if (existsSync(output)) return output;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of sources) writeFileSync(new URL(name, folder), text);
  const [command, ...args] = build(basename(file), `${output}.new`);
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  renameSync(`${output}.new`, output);
  return output;
}
