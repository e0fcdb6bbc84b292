/** From the arguments to the files: folders are walked, globs expanded, and what is to be left out is left out. */

import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { reason, shownPath, statusOf } from './paths.ts';
import type { Settings } from './settings.ts';
import { UsageError } from './surroundings.ts';

export interface Input {
  /** Absolute. */
  readonly file: string;
  /** As messages call it: from the working folder. */
  readonly shown: string;
  /** Its place under the folder or glob it came from, which is its place under `--out-dir` as well. */
  readonly place: string;
}

export function findInputs(settings: Settings, cwd: string): Input[] {
  const found = new Map<string, Input>();
  for (const argument of settings.inputs) {
    for (const input of expand(argument, settings, cwd)) {
      if (!found.has(input.file)) found.set(input.file, input);
    }
  }
  const isChosen = chooser(settings, cwd);
  const inputs = [...found.values()].filter(({ file }) => isChosen(file));
  if (inputs.length === 0)
    throw new UsageError(`there is nothing to compile in ${settings.inputs.join(', ')}`);
  return inputs;
}

function expand(argument: string, settings: Settings, cwd: string): Input[] {
  const path = resolve(cwd, argument);
  const stat = statusOf(path);
  if (stat?.isDirectory()) {
    return walk(path, settings, cwd).map((file) => ({
      file,
      shown: shownPath(file, cwd),
      place: relative(path, file),
    }));
  }
  if (stat !== undefined) return isDeclaration(path) ? [] : [single(path, settings, cwd)];
  if (!isDynamicPattern(argument)) throw new UsageError(`there is no file or folder \`${argument}\``);
  const files = globSync(argument, { cwd, absolute: true, ignore: ['**/node_modules/**'] }).filter((file) =>
    isSource(file, settings),
  );
  if (files.length === 0) throw new UsageError(`no file matches \`${argument}\``);
  const base = resolve(cwd, staticBase(argument));
  return files.sort().map((file) => {
    const native = resolve(file);
    return { file: native, shown: shownPath(native, cwd), place: relative(base, native) };
  });
}

function single(file: string, settings: Settings, cwd: string): Input {
  const shown = shownPath(file, cwd);
  if (!settings.extensions.includes(extname(file))) {
    const known = settings.extensions.join(', ');
    throw new UsageError(`\`${shown}\` is none of ${known}; if it is JavaScript, say so with --extensions`);
  }
  return { file, shown, place: basename(file) };
}

/** In the order of names, so that output and messages do not depend on the file system. */
function walk(folder: string, settings: Settings, cwd: string): string[] {
  const files: string[] = [];
  for (const entry of entriesOf(folder, cwd)) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) {
      if (settings.outDir === undefined || path !== resolve(cwd, settings.outDir))
        files.push(...walk(path, settings, cwd));
    } else if (isSource(path, settings) && (entry.isFile() || isLinkToFile(path))) {
      files.push(path);
    }
  }
  return files;
}

function entriesOf(folder: string, cwd: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new UsageError(`the folder \`${shownPath(folder, cwd)}\` cannot be read: ${reason(error)}`);
  }
}

/** A link that leads nowhere, or to a folder, is no source. */
function isLinkToFile(path: string): boolean {
  return statusOf(path)?.isFile() === true;
}

function isSource(file: string, settings: Settings): boolean {
  return settings.extensions.includes(extname(file)) && !isDeclaration(file);
}

/** Declarations hold nothing to compile; a shell's glob names them along with the rest. */
export function isDeclaration(file: string): boolean {
  return /\.d\.[cm]?ts$|\.d\.[^.]+\.ts$/.test(file);
}

/** `--only` and `--ignore`, from the working folder. */
export function chooser(settings: Settings, cwd: string): (file: string) => boolean {
  const only = settings.only.length > 0 ? matches(settings.only, cwd) : null;
  const ignored = settings.ignore.length > 0 ? matches(settings.ignore, cwd) : null;
  return (file) => (only === null || only.has(file)) && ignored?.has(file) !== true;
}

function matches(patterns: readonly string[], cwd: string): Set<string> {
  const ignore = ['**/node_modules/**'];
  return new Set(
    globSync([...patterns], { cwd, absolute: true, dot: true, ignore }).map((file) => resolve(file)),
  );
}

/** The folders of a glob before its first pattern. */
function staticBase(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return first <= 0
    ? dirname(pattern.slice(0, Math.max(0, pattern.search(/[*?[{(!]/))))
    : parts.slice(0, first).join('/');
}
