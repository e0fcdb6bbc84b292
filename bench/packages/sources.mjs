/** The sources to compile: fetched by npm into the scratch folder, once a version. Nothing of a package is run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { parseSync, types as t } from '@babel/core';
import { npm } from '../../scripts/setup/child.mjs';
import { scratch } from '../../scripts/setup/project.mjs';

const folder = join(scratch, 'bench', 'packages');
const tests =
  /(?:^|\/)(?:node_modules|tests?|__tests__|fixtures|examples?|bench)\/|\.(?:test|spec|min)\.[cm]?js$/;

const folderOf = ({ name, version }) => join(folder, `${name.replace('/', '+')}@${version}`);

/** Fetches what is not there yet. */
export async function fetchPackages(packages) {
  for (const each of packages.filter((one) => !existsSync(folderOf(one)))) {
    const arrival = join(folder, 'arrival');
    rmSync(arrival, { recursive: true, force: true });
    mkdirSync(arrival, { recursive: true });
    const spec = `${each.name}@${each.version}`;
    console.error(`fetching ${spec} …`);
    const code = await npm(['pack', spec, '--silent', '--pack-destination', arrival]);
    if (code !== 0) throw new Error(`npm pack ${spec} failed with exit code ${code}; its messages are above`);
    const [archive] = readdirSync(arrival);
    execFileSync('tar', ['-xzf', archive, '--strip-components=1'], { cwd: arrival, stdio: ['ignore', 2, 2] });
    rmSync(join(arrival, archive));
    renameSync(arrival, folderOf(each));
  }
}

/** The files of a package that hold a generator or an async function: `{ path, code, sourceType, functions }`. */
export function sourcesOf(entry) {
  const root = folderOf(entry);
  return readdirSync(root, { recursive: true })
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => entry.sources.test(path) && !tests.test(path))
    .sort()
    .map((path) => describe(root, path))
    .filter(({ functions }) => functions > 0);
}

function describe(root, path) {
  const code = readFileSync(join(root, path), 'utf8');
  if (!/\basync\b|\*/.test(code)) return { functions: 0 };
  const filename = join(root, path);
  const byExtension = { '.mjs': 'module', '.cjs': 'script' };
  const sourceType = byExtension[extname(path)] ?? 'unambiguous';
  const { program } = parseSync(code, {
    ...optionsOf({ sourceType }),
    filename,
    configFile: false,
    babelrc: false,
  });
  return { path, filename, code, sourceType: program.sourceType, functions: countSuspendable(program) };
}

/** How both compilers parse a file. */
export function optionsOf({ sourceType }) {
  return { sourceType, parserOpts: { allowReturnOutsideFunction: sourceType !== 'module' } };
}

export function countSuspendable(program) {
  let count = 0;
  t.traverseFast(program, (node) => {
    if (t.isFunction(node) && (node.async || node.generator)) count++;
  });
  return count;
}
