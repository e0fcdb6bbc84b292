/** A program compiled, and run under a debugger that knows it by its source map alone. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { eachMapping, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { rolldown } from 'rolldown';
import { transform } from '../../compiler/index.ts';

export interface Pause {
  readonly why: 'breakpoint' | 'step';
  readonly functionName: string;
  /** The line in the source; null in code that no mapping leads to. */
  readonly sourceLine: number | null;
  readonly callers: readonly { readonly functionName: string; readonly url: string }[];
  /** What the debugger lists under the scopes, innermost first. */
  readonly scope: readonly (readonly [name: string, value: unknown])[];
}

interface RawPause extends Pause {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

const DEBUGGEE = fileURLToPath(new URL('./debuggee.mjs', import.meta.url));
const RUNTIME = fileURLToPath(new URL('../../runtime', import.meta.url));
const IGNORED = ['/node_modules/stackless/'];

/** Stops at a source line; at each stop steps over so many times, and lets go. */
export async function inspect(source: string, at: { line: number; steps: number }): Promise<Pause[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stackless-debugger-'));
  try {
    await installRuntime(join(folder, 'node_modules/stackless'));
    const { code, map } = transform(source, { filename: join(folder, 'program.ts') });
    const file = join(folder, 'program.mjs');
    writeFileSync(file, code);
    const traceMap = new TraceMap(JSON.stringify(map));
    const program = pathToFileURL(file).href;
    const session = {
      program,
      breakpoint: breakpointAt(traceMap, at.line),
      ignored: IGNORED,
      steps: at.steps,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [DEBUGGEE, JSON.stringify(session)], {
      timeout: 30_000,
    });
    return (JSON.parse(stdout) as RawPause[]).map((pause) => ({
      ...pause,
      sourceLine: pause.url === program ? originalPositionFor(traceMap, pause).line : null,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where debuggers put a breakpoint for a source line: the first place that the line's first mapping leads to. */
function breakpointAt(map: TraceMap, line: number): { line: number; column: number } {
  let found: { originalColumn: number; line: number; column: number } | null = null;
  eachMapping(map, (mapping) => {
    if (mapping.originalLine !== line || mapping.originalColumn === null) return;
    if (found !== null && found.originalColumn <= mapping.originalColumn) return;
    found = {
      originalColumn: mapping.originalColumn,
      line: mapping.generatedLine,
      column: mapping.generatedColumn,
    };
  });
  if (found === null) throw new Error(`nothing of source line ${line} is in the output`);
  return found;
}

/** As a package, so that the debugger's ignore list knows it by its path. */
async function installRuntime(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: { index: join(RUNTIME, 'index.ts'), abi: join(RUNTIME, 'emitted.ts') },
    platform: 'node',
  });
  await bundle.write({ dir: folder, format: 'esm' });
  await bundle.close();
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'stackless',
      type: 'module',
      exports: { '.': './index.js', './abi': './abi.js' },
    }),
  );
}
