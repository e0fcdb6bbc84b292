/** What is shipped: packed, installed in an empty project and used in every way the README promises. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'stackless-package-'));
const project = join(folder, 'project');
let tarball: string;

beforeAll(() => {
  node([join(root, 'scripts', 'build.mjs'), '--if-changed']);
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], root);
  tarball = join(folder, only(readdirSync(folder).filter((name) => name.endsWith('.tgz'))));

  cpSync(join(root, 'test', 'package'), project, { recursive: true });
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'project', type: 'module', private: true }),
  );
  // `npm run matrix` puts another Babel into the project, which the plugin is to run in.
  const babel = process.env['PROJECT_BABEL'];
  const packages = babel === undefined ? [tarball] : [tarball, `@babel/core@${babel}`];
  npm(['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], project);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  const shipped = join(project, 'node_modules', 'stackless');

  it('holds what is built, what is to be read, and nothing else', () => {
    // Its own Babel stands there, too, where the project has another one.
    const names = readdirSync(shipped).filter((name) => name !== 'node_modules');
    expect(names.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
    const files = filesOf(join(shipped, 'dist'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !/\.([cm]js|d\.[cm]ts)$/.test(file))).toEqual([]);
  });

  it('names no path of the machine it was built on', () => {
    const telling = filesOf(shipped).filter((file) => readFileSync(file, 'utf8').includes(root));
    expect(telling).toEqual([]);
  });

  it('satisfies publint --strict', () => {
    node([join(root, 'node_modules/publint/src/cli.js'), '--strict', tarball]);
  });

  it('satisfies attw --profile node16', () => {
    node([join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'node16']);
  });
});

describe('in an empty project, the package', () => {
  it('works from ES modules', () => {
    expect(node(['esm.mjs'], project)).toBe('esm works\n');
  });

  it('works from CommonJS', () => {
    expect(node(['commonjs.cjs'], project)).toBe('commonjs works\n');
  });

  it('works as a Babel plugin, by name and as a function', () => {
    expect(node(['babel.mjs'], project)).toBe('plugin works\n');
  });

  it('has types that a strict project accepts', () => {
    node([join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);
  });

  it('has a command that compiles a folder', () => {
    const command = join(project, 'node_modules', '.bin', 'stackless');
    expect(
      attempt(command, ['transpile', 'src', '-d', 'out'], project, process.platform === 'win32').status,
    ).toBe(0);
    expect(node([join('out', 'countdown.js')], project)).toBe('3 1 lift-off\n');
  });
});

function filesOf(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function attempt(command: string, args: string[], cwd: string, shell = false) {
  // What npm tells a script about itself is nothing the other project should inherit.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_(package|lifecycle)|VITEST|NODE_OPTIONS)/.test(name),
    ),
  );
  return spawnSync(command, args, { cwd, env, shell, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

/** Runs a command to its good end and gives its standard output; a bad end throws with all it said. */
function succeed(command: string, args: string[], cwd: string, shell = false): string {
  const { status, stdout, stderr, error } = attempt(command, args, cwd, shell);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stdout}${stderr}`);
  return stdout;
}

function node(args: string[], cwd = root): string {
  return succeed(process.execPath, args, cwd);
}

function npm(args: string[], cwd: string): string {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('js')) return node([script, ...args], cwd);
  return succeed('npm', args, cwd, process.platform === 'win32');
}

function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`expected one, found ${items.length}`);
  return item;
}
