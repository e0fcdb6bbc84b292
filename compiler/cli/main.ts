/**
 * The command line. Exit codes: 0 done, 1 errors in the sources, 2 wrong use.
 * Code goes to standard output, everything else to standard error.
 */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { Report } from './report.ts';
import type { Flags } from './settings.ts';
import { DEFAULT_EXTENSIONS, settle } from './settings.ts';
import type { Surroundings } from './surroundings.ts';
import { processSurroundings, UsageError } from './surroundings.ts';
import { transpileFiles, transpileStdin } from './transpile.ts';
import { watch } from './watch.ts';

export async function main(
  argv: readonly string[],
  surroundings: Surroundings = processSurroundings(),
): Promise<number> {
  let exitCode = 0;
  const program = commands(surroundings, async (inputs, flags) => {
    exitCode = await transpile(inputs, flags, surroundings);
  });
  try {
    await program.parseAsync(separateSourceMaps(argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    new Report(surroundings, false).error(error.message);
    return 2;
  }
}

async function transpile(
  inputs: readonly string[],
  flags: Flags,
  surroundings: Surroundings,
): Promise<number> {
  const settings = settle(inputs, flags, surroundings.stdin.isTTY === true);
  const report = new Report(surroundings, settings.quiet);
  if (settings.readsStdin) return transpileStdin(settings, surroundings, report);
  return settings.watch
    ? watch(settings, surroundings, report)
    : transpileFiles(settings, surroundings, report);
}

type Action = (inputs: string[], flags: Flags) => Promise<void>;

function commands(surroundings: Surroundings, action: Action): Command {
  const program = new Command('stackless')
    .description('Coroutines for JavaScript and TypeScript: compiles marked functions to state machines.')
    .version(version(), '-V, --version')
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    })
    .exitOverride();
  const collect = (value: string, before: string[] = []): string[] => [...before, value];
  program
    .command('transpile', { isDefault: true })
    .description('compile files, folders or standard input')
    .argument('[inputs...]', 'files, folders, quoted globs, or - for standard input')
    .option('-d, --out-dir <folder>', 'write into this folder, in the shape of the inputs')
    .option('-o, --out-file <file>', 'write one output to this file')
    .option('-s, --source-maps [inline]', 'write a source map beside each output, or into it')
    .option(
      '-x, --extensions <list>',
      `what counts as source in folders (default: ${DEFAULT_EXTENSIONS.join(',')})`,
    )
    .option('--ignore <glob>', 'leave these files out; may be repeated', collect)
    .option('--only <glob>', 'compile only these files; may be repeated', collect)
    .option('-w, --watch', 'go on, and compile what changes')
    .option(
      '-f, --filename <name>',
      'the name of what comes on standard input: its extension says what it is',
    )
    .option('--check', 'write nothing; exit code 1 if any file would fail')
    .option('--emit <form>', 'js, or the control-flow graph as ir, dot or mermaid', 'js')
    .option('--quiet', 'say nothing but errors')
    .option('--functions <which>', "which functions are compiled: 'marked' or 'all'")
    .option('--loose', 'with --functions all: faster, without what only reflection can tell')
    .option('--runtime <how>', 'how code comes by the runtime: auto, import, require or inline')
    .option('--import-sources <list>', 'modules that export `coroutine` (default: stackless)')
    .option('--no-optimize', 'leave the optimising passes out')
    .addHelpText('after', '\nExit codes: 0 done, 1 errors in the sources, 2 wrong use.')
    .action(action);
  return program;
}

/**
 * `-s src` means a map and the folder `src`: only `inline` belongs to the flag.
 */
function separateSourceMaps(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const result: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    const isFlag = (argument === '-s' || argument === '--source-maps') && (end === -1 || i < end);
    if (isFlag && argv[i + 1] === 'inline') {
      result.push('--source-maps=inline');
      i++;
    } else {
      result.push(isFlag ? '--source-maps=file' : argument.replace(/^-s=/, '--source-maps='));
    }
  }
  return result;
}

/** By the package's own name, which leads to the same file from the sources and from the build. */
function version(): string {
  const manifest = createRequire(import.meta.url)('stackless/package.json') as { version: string };
  return manifest.version;
}
