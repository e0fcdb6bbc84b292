/** Runs one generated program natively and compiled, and tells where the traces part. */
import { Script } from 'node:vm';
import { transformSync } from '@babel/core';
import type { Babel } from '../../compiler/babel.ts';
import { resolveOptions } from '../../compiler/options.ts';
import { createPlugin } from '../../compiler/plugin.ts';
import * as abi from '../../runtime/emitted.ts';
import * as main from '../../runtime/index.ts';
import { printValue } from '../fixtures/print-value.ts';
import { drive, type Main } from './drive.ts';
import { PRELUDE_NAMES, preludeOf } from './prelude.ts';
import { type GeneratedProgram, isStrict, sourceOf, VALUES } from './program.ts';

type Exports = Record<string, unknown>;
type Wrapper = (
  require: (id: string) => unknown,
  exports: Exports,
  log: (...values: unknown[]) => void,
  ...prelude: unknown[]
) => void;

interface Mode {
  readonly name: string;
  readonly modules: Readonly<Record<string, object>>;
  readonly compile: (source: string, verifies: boolean) => string;
}

const COMPILED: Readonly<Record<string, object>> = { stackless: main, 'stackless/abi': abi };
const NATIVE: Mode = {
  name: 'native',
  modules: { stackless: { coroutine: (body: unknown) => body } },
  compile: (source) => source,
};
const MODES: readonly Mode[] = [false, true].map((optimize) => ({
  name: `optimize: ${optimize}`,
  modules: COMPILED,
  compile: (source, verifies) => compile(source, optimize, verifies),
}));

export interface Options {
  /** The graph is verified after each pass; it takes a fifth of the time. */
  readonly verifies: boolean;
}

/** Null when native and compiled agree; otherwise all that is needed to see why not. */
export async function difference(program: GeneratedProgram, { verifies }: Options): Promise<string | null> {
  const source = sourceOf(program);
  const expected = await trace(source, NATIVE, program);
  for (const mode of MODES) {
    const report = (what: string): string => `${what} (${mode.name})\n${printProgram(program)}`;
    let compiled: string;
    try {
      compiled = mode.compile(source, verifies);
    } catch (error) {
      return `${report('does not compile')}\n--- error\n${error instanceof Error ? error.stack : String(error)}`;
    }
    const actual = await trace(compiled, mode, program);
    const at = expected.findIndex((line, i) => line !== actual[i]);
    if (at < 0 && expected.length === actual.length) continue;
    return `${report('traces differ')}\n--- native\n${expected.join('\n')}\n--- compiled\n${actual.join('\n')}\n--- output\n${compiled}`;
  }
  return null;
}

function compile(source: string, optimize: boolean, verifies: boolean): string {
  const result = transformSync(source, {
    filename: 'program.cjs',
    sourceType: 'script',
    configFile: false,
    babelrc: false,
    compact: false,
    plugins: [(babel: Babel) => createPlugin(babel, resolveOptions({ optimize }), { verifies })],
  });
  if (typeof result?.code !== 'string') throw new Error('Babel printed nothing');
  return result.code;
}

async function trace(code: string, mode: Mode, program: GeneratedProgram): Promise<string[]> {
  const lines: string[] = [];
  const log = (...values: unknown[]): void => {
    if (lines.length < 1_000) lines.push(values.map(printValue).join(' '));
  };
  const require = (id: string): unknown => mode.modules[id];
  try {
    const prelude: Exports = {};
    preludeFor(mode, program)(require, prelude, log);
    const exports: Exports = {};
    const parameters = ['require', 'exports', 'log', ...PRELUDE_NAMES].join(', ');
    instantiate(`(function (${parameters}) {${code}\n})`)(
      require,
      exports,
      log,
      ...PRELUDE_NAMES.map((name) => prelude[name]),
    );
    await drive(exports.main as Main, mode === NATIVE, program, lines);
  } catch (error) {
    lines.push(`throws ${printValue(error)}`);
  }
  return lines;
}

const instantiate = (text: string): Wrapper =>
  new Script(text, { filename: 'program.js' }).runInThisContext() as Wrapper;

const preludes = new Map<string, Wrapper>();

function preludeFor(mode: Mode, program: GeneratedProgram): Wrapper {
  const key = [mode.name, isStrict(program), program.kind].join();
  let wrapper = preludes.get(key);
  if (!wrapper) {
    const source = `${isStrict(program) ? "'use strict';\n" : ''}${preludeOf(program.kind)}
Object.assign(exports, { ${PRELUDE_NAMES.join(', ')} });`;
    wrapper = instantiate(`(function (require, exports, log) {${mode.compile(source, true)}\n})`);
    preludes.set(key, wrapper);
  }
  return wrapper;
}

/** A program and how it is driven, without what is the same for all. */
export const printProgram = (program: GeneratedProgram): string =>
  `--- program\n${sourceOf(program)}\n--- driven by\n${printCalls(program)}`;

const printCalls = (program: GeneratedProgram): string =>
  `main(${VALUES.slice(0, program.arguments).map(printValue).join(', ')})${program.burst ? ', in a burst' : ''}: ${
    program.commands.map(({ how, value }) => `${how}(${printValue(VALUES[value])})`).join(' ') ||
    'next() only'
  }`;
