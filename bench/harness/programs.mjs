/**
 * Makes what a process runs of what a workload's folder holds. JavaScript is written below the scratch folder, once for each
 * contestant: what is compiled by us where `stackless` is this package, everything else where the peers can be imported.
 * Other languages are built, or run where they are.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../../scripts/setup/project.mjs';
import { pollutionSource } from '../workloads/pollution.mjs';
import { compilers, library, librarySource } from './compilers.mjs';
import { commandOf, languages, versionOf } from './languages.mjs';
import { hasPeer, peersFolder } from './peers.mjs';

const project = pathToFileURL(`${root}/`);
const ours = new Set(['stackless', 'all', 'loose']);

/** What is not there, as opposed to what is wrong. */
export class MissingPeer extends Error {}

/**
 * `transform` is a compiler of ours, and `home` the checkout whose runtime its output is to find. Each maker has a `label`, so
 * that several write side by side.
 */
export function programMaker(transform, { home = project, label = 'programs' } = {}) {
  const written = new Map();
  const outputs = {
    ours: new URL(`build/bench/${label}/`, home),
    peers: new URL('programs/', peersFolder),
  };
  const folderOf = (as) => new URL(`${as}/`, ours.has(as) ? outputs.ours : outputs.peers);

  /** Writes a module, and what it imports by a relative path, each compiled by the contestant. */
  function write(source, text, as) {
    const target = new URL(source.href.slice(project.href.length), folderOf(as));
    if (written.has(target.href)) return target.href;
    if (!ours.has(as)) packagesIn(text).forEach(requirePackage);
    written.set(target.href, source);
    for (const [, specifier] of text.matchAll(/from\s+['"](\.{1,2}\/[^'"]+)['"]/g)) {
      const imported = new URL(specifier, source);
      write(imported, readFileSync(imported, 'utf8'), as);
    }
    const file = fileURLToPath(target);
    mkdirSync(dirname(file), { recursive: true });
    const compiler = compilers[as];
    const code = compiler ? compiler.text(text, file, transform) : text;
    writeFileSync(file, code.replaceAll('#library', new URL(library, folderOf(as)).href));
    writeFileSync(new URL(library, folderOf(as)), librarySource);
    return target.href;
  }

  return {
    /** `{ module }`, the URL of a module, or `{ command }`, to be run with size and rounds. Throws `MissingPeer`. */
    program({ file, as }) {
      if (!existsSync(file)) throw new Error(`there is no ${basename(file.pathname)}`);
      requireContestant(as);
      if (!languages[as]) return { module: write(file, readFileSync(file, 'utf8'), as) };
      return { command: commandOf(as, fileURLToPath(file)) };
    },

    /** The module that pollutes a process of this contestant: what is no compiler lives among native coroutines. */
    pollution(as) {
      const compiler = compilers[as] ? as : 'native';
      return write(new URL('bench/workloads/pollution.mjs', project), pollutionSource(), compiler);
    },
  };
}

function requireContestant(as) {
  if (languages[as] && versionOf(as) === undefined) {
    throw new MissingPeer(`${languages[as].needs} is not installed; node bench/peers/debian.mjs installs it`);
  }
  if (compilers[as]?.peer) requirePackage(compilers[as].peer);
}

function requirePackage(name) {
  if (!hasPeer(name)) throw new MissingPeer(`the package ${name} is not installed`);
}

/** What a module imports from packages, by the packages' names. */
function packagesIn(text) {
  return [...text.matchAll(/^import\b[^'"]*['"]((?:@[\w.-]+\/)?[\w][\w.-]*)[^'":]*['"]/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'stackless');
}
