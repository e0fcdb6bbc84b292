/** Compiles what changes, until it is interrupted. Outputs of sources that go stay: they may be somebody's. */
import { basename, extname, resolve, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import type { Input } from './inputs.ts';
import { chooser, findInputs, isDeclaration } from './inputs.ts';
import { planOutputs } from './outputs.ts';
import { shownPath } from './paths.ts';
import type { Report } from './report.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './surroundings.ts';
import { transpileOne } from './transpile.ts';

export async function watch(settings: Settings, surroundings: Surroundings, report: Report): Promise<number> {
  const { cwd } = surroundings;
  const first = compileAll(settings, surroundings, report); // wrong use ends it here; mistakes in sources do not
  const watcher = watchFiles([...roots(settings, cwd)], {
    ignoreInitial: true,
    ignored: (path, stats) => isLeftOut(resolve(cwd, path), stats?.isFile() === true, settings, cwd),
    awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
  });
  const compileChanged = (path: string): void => {
    attempt(report, () => compileOne(resolve(cwd, path), settings, surroundings, report));
  };
  watcher.on('add', compileChanged).on('change', compileChanged);
  watcher.on('error', (error) => report.error(`watching: ${(error as Error).message}`));
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  report.note(`watching ${first} ${first === 1 ? 'file' : 'files'} for changes`);
  await interrupted(surroundings.signal);
  await watcher.close();
  return 0;
}

function compileAll(settings: Settings, surroundings: Surroundings, report: Report): number {
  const plan = planOutputs(findInputs(settings, surroundings.cwd), settings, surroundings.cwd);
  for (const [input, output] of plan) {
    if (output !== null) transpileOne(input, output, settings, surroundings, report);
  }
  return plan.size;
}

/** Everything is planned anew: a file that came may collide with another. */
function compileOne(file: string, settings: Settings, surroundings: Surroundings, report: Report): void {
  const { cwd } = surroundings;
  if (!chooser(settings, cwd)(file)) return;
  const plan = planOutputs(findInputs(settings, cwd), settings, cwd);
  const input = [...plan.keys()].find((each: Input) => each.file === file);
  const output = input === undefined ? null : plan.get(input);
  if (input === undefined || output == null) return;
  if (transpileOne(input, output, settings, surroundings, report))
    report.note(`compiled ${input.shown} to ${shownPath(output, cwd)}`);
}

/** A file may vanish or be half-written between the event and the reading: said, and the next event is waited for. */
function attempt(report: Report, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    report.error(error.message);
  }
}

/** Globs are watched from the folders they were found in. */
function roots(settings: Settings, cwd: string): Set<string> {
  const found = findInputs(settings, cwd);
  const named = settings.inputs.map((input) => resolve(cwd, input));
  const reached = (file: string): boolean =>
    named.some((root) => file === root || file.startsWith(root + sep));
  return new Set([...named, ...found.map(({ file }) => file).filter((file) => !reached(file))]);
}

function isLeftOut(path: string, isFile: boolean, settings: Settings, cwd: string): boolean {
  if (settings.inputs.some((input) => resolve(cwd, input) === path)) return false;
  if (isFile) return isDeclaration(path) || !settings.extensions.includes(extname(path));
  const name = basename(path);
  return name === 'node_modules' || name.startsWith('.') || isOutDir(path, settings, cwd);
}

function isOutDir(path: string, settings: Settings, cwd: string): boolean {
  return settings.outDir !== undefined && path === resolve(cwd, settings.outDir);
}

function interrupted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done) => {
    const end = (): void => done();
    if (signal !== undefined) {
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
      return;
    }
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}
