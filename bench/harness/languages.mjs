/** The contestants that are other languages: how a program is built and run, and how the version is told. */
import { spawnSync } from 'node:child_process';

/** `build` gives the command that makes `output`, if there is one; `run` the command that runs it. */
export const languages = {
  go: {
    build: (file, output) => ['go', 'build', '-o', output, file],
    run: (_, output) => [output],
    version: ['go', 'version'],
    needs: 'go',
  },
  cpp: {
    build: (file, output) => ['g++', '-std=c++20', '-O2', '-pthread', '-o', output, file],
    run: (_, output) => [output],
    version: ['g++', '--version'],
    needs: 'g++',
  },
  lua: { run: (file) => ['lua5.4', file], version: ['lua5.4', '-v'], needs: 'lua5.4' },
  luajit: { run: (file) => ['luajit', file], version: ['luajit', '-v'], needs: 'luajit' },
  python: { run: (file) => ['python3', file], version: ['python3', '--version'], needs: 'python3' },
};

const known = new Map();

/** The first line in which a language tells its version; undefined where it is not installed. */
export function versionOf(language) {
  if (!known.has(language)) {
    const [command, ...args] = languages[language].version;
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    known.set(language, status === 0 ? (stdout || stderr).trim().split('\n')[0] : undefined);
  }
  return known.get(language);
}
