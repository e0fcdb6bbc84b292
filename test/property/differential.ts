/** Runs one generated program natively and compiled, and tells where the traces part. */
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { type PluginItem, transformSync } from '@babel/core';
import { minify } from 'terser';
import type { Babel } from '../../compiler/babel.ts';
import { type Options, resolveOptions } from '../../compiler/options.ts';
import { createPlugin } from '../../compiler/plugin.ts';
import * as abi from '../../runtime/emitted.ts';
import * as main from '../../runtime/index.ts';
import { printValue } from '../fixtures/print-value.ts';
import { TERSER_OPTIONS } from '../fixtures/terser-options.ts';
import { argumentsOf, drive, type Main } from './drive.ts';
import { closesSyncIterators, hasDisposal } from './engine.ts';
import { PRELUDE_NAMES, preludeOf } from './prelude.ts';
import { type GeneratedProgram, valueAt } from './program.ts';

type Exports = Record<string, unknown>;
type Wrapper = (...parameters: unknown[]) => void;
type Functions = GeneratedProgram['functions'];

export interface Mode {
  readonly name: string;
  readonly options: Options | null;
  readonly minified?: boolean;
}

const COMPILED: Readonly<Record<string, object>> = { stackless: main, 'stackless/abi': abi };
const UNMARKED: Readonly<Record<string, object>> = {
  stackless: { coroutine: (body: unknown) => body },
  'stackless/abi': abi,
};
/** The mode of a report on a program that the engine refuses. */
export const NATIVE: Mode = { name: 'native', options: null };
const OPTIMIZED: Mode = { name: 'optimized', options: {} };
const PLAIN: Mode = { name: 'optimize: false', options: { optimize: false } };
const MINIFIED: Mode = { name: 'minified', options: {}, minified: true };
const LOOSE: Mode = { name: 'loose', options: { loose: true } };
const MODES: Readonly<Record<Functions, readonly Mode[]>> = {
  marked: [OPTIMIZED, OPTIMIZED, OPTIMIZED, OPTIMIZED, PLAIN, PLAIN, PLAIN, MINIFIED],
  all: [OPTIMIZED, OPTIMIZED, OPTIMIZED, OPTIMIZED, PLAIN, PLAIN, LOOSE, MINIFIED],
};

/** One for each program, as `choice` says: another program finds more than another mode. */
export function modeOf({ functions, source }: GeneratedProgram, choice: number): Mode {
  const mode = MODES[functions][choice % MODES[functions].length] ?? OPTIMIZED;
  // What reflection tells is what `loose` gives up; and Terser knows no variable `let`.
  const fits =
    mode === LOOSE
      ? !/facts\(|new \(\(function\*|throwingValue/.test(source)
      : mode === MINIFIED
        ? !source.includes('let =')
        : true;
  return fits ? mode : OPTIMIZED;
}

export interface Difference {
  readonly what: string;
  readonly mode: Mode;
  readonly details: string;
}

/** Null when native and compiled agree; otherwise all that is needed to see why not. */
export async function difference(
  program: GeneratedProgram,
  mode: Mode,
  verifies: boolean,
): Promise<Difference | null> {
  let script: Wrapper;
  try {
    script = instantiable(lowerDisposal(program.source));
  } catch (error) {
    // V8 takes `f([1], ([a] = b))` with parentheses only, and Babel's printer drops them.
    if (lowersDisposal(program.source)) return null;
    return { what: 'the engine refuses it', mode: NATIVE, details: String(error) };
  }
  const expected = await trace(script, NATIVE, program);
  let compiled: string;
  let wrapper: Wrapper;
  try {
    compiled = await compile(program.source, program.functions, mode, verifies);
    wrapper = instantiable(compiled);
  } catch (error) {
    // Terser drops the parentheses that V8 needs in `f([1], ([a] = b))`, and does not parse all that there is.
    if (mode === MINIFIED) return null;
    const details = error instanceof Error ? String(error.stack) : String(error);
    return { what: 'does not compile', mode, details };
  }
  const actual = await trace(wrapper, mode, program);
  if (expected.length === actual.length && expected.every((line, i) => line === actual[i])) return null;
  const details = `--- native\n${expected.join('\n')}\n--- compiled\n${actual.join('\n')}\n--- output\n${compiled}`;
  return { what: 'traces differ', mode, details };
}

/** Older engines take what Babel's own plugin makes of `using`. */
const DISPOSAL: PluginItem = createRequire(import.meta.url).resolve(
  '@babel/plugin-transform-explicit-resource-management',
);
const lowersDisposal = (source: string): boolean => !hasDisposal && /\busing r/.test(source);

function lowerDisposal(source: string): string {
  return lowersDisposal(source) ? babel(source, [DISPOSAL]) : source;
}

async function compile(source: string, functions: Functions, mode: Mode, verifies: boolean): Promise<string> {
  const options = resolveOptions({ ...mode.options, functions, runtime: 'require' });
  const plugin: PluginItem = (babel: Babel) => createPlugin(babel, options, { verifies });
  const code = babel(source, lowersDisposal(source) ? [plugin, DISPOSAL] : [plugin]);
  return mode.minified ? ((await minify(code, UNMANGLED)).code ?? '') : code;
}

/** Functions are named after the variables they are given to, and these names are seen. */
const UNMANGLED = { ...TERSER_OPTIONS, mangle: false };

function babel(source: string, plugins: PluginItem[]): string {
  const result = transformSync(source, {
    filename: 'program.cjs',
    sourceType: 'script',
    configFile: false,
    babelrc: false,
    compact: false,
    parserOpts: { plugins: ['explicitResourceManagement'] },
    plugins,
  });
  if (typeof result?.code !== 'string') throw new Error('Babel printed nothing');
  return result.code;
}

const WRAPPER = ['require', 'exports', 'log', 'current', 'detached'];

function instantiable(code: string): Wrapper {
  const text = `(function (${[...WRAPPER, ...PRELUDE_NAMES].join(', ')}) {${code}\n})`;
  return new Script(text, { filename: 'program.js' }).runInThisContext() as Wrapper;
}

const preludes = new Map<string, Wrapper>();

/** In half of the modes what `functions: 'all'` compiles meets the engine's own generators, in half its own kind. */
async function preludeFor(mode: Mode, functions: Functions): Promise<Wrapper> {
  const key = `${mode.name} ${functions}`;
  let wrapper = preludes.get(key);
  if (!wrapper) {
    const text = `'use strict';\n${preludeOf({ closesSyncIterators }, functions)}\nObject.assign(exports, { ${PRELUDE_NAMES.join(', ')} });`;
    const compiles = mode !== NATIVE && (functions === 'marked' || mode !== OPTIMIZED);
    const code = compiles ? await compile(text, functions, mode, true) : text;
    wrapper = new Script(`(function (${WRAPPER.join(', ')}) {${code}\n})`).runInThisContext() as Wrapper;
    preludes.set(key, wrapper);
  }
  return wrapper;
}

const MOST_LINES = 1_000;
/** Native turns that are counted beside a program; what takes longer is not told apart. */
const MOST_TURNS = 1_500;
/** Turns of the host's loop after which what waits is taken to wait for ever. */
const PATIENCE = { all: 2, marked: 40 };

async function trace(wrapper: Wrapper, mode: Mode, program: GeneratedProgram): Promise<string[]> {
  const { functions, kind } = program;
  const prelude = await preludeFor(mode, functions);
  // Marked async functions go on when the scheduler says so; and Babel's `using` is not the engine's in every turn.
  const exact = functions === 'all' && !lowersDisposal(program.source);
  const lines: string[] = [];
  let turn = 0;
  let printing = false;
  const log = (...values: unknown[]): void => {
    if (printing || lines.length >= MOST_LINES) return;
    printing = true; // what proxies log then is not the program's doing
    const text = values
      .map(printValue)
      .join(' ')
      .replace(/SuppressedError\("[^"]*"/g, 'SuppressedError(');
    lines.push(exact && kind !== 'generator' ? `${turn}: ${text}` : text);
    printing = false;
  };
  const restore = quieten((reason) => {
    if (functions === 'all') log('unhandled', reason);
  });
  let pending = true;
  try {
    let body: unknown;
    const modules = mode === NATIVE || functions === 'all' ? UNMARKED : COMPILED;
    const parameters = [
      (id: string): unknown => modules[id],
      {} as Exports,
      log,
      () => body,
      functions === 'all' || kind === 'generator',
    ] as const;
    prelude(...parameters);
    const names = PRELUDE_NAMES.map((name) => parameters[1][name]);
    const exports: Exports = {};
    wrapper(parameters[0], exports, ...parameters.slice(2), ...names);
    (function beat() {
      if (++turn < MOST_TURNS) Promise.resolve().then(beat);
    })();
    const entered = (it: unknown): void => {
      body = it;
    };
    const ended = drive(exports.main as Main, program, log, { native: mode === NATIVE, entered });
    ended.then(
      () => (pending = false),
      () => (pending = false),
    );
  } catch (error) {
    pending = false;
    log('throws', error);
  }
  for (let k = 0; k < PATIENCE[functions] && (pending || k < 2); k++)
    await new Promise((resolve) => setImmediate(resolve));
  restore();
  if (pending) lines.push('never ends');
  return lines;
}

/** For the time of one trace: rejections are heard, functions have no source, and globals are put back afterwards. */
function quieten(onRejection: (reason: unknown) => void): () => void {
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', onRejection);
  const { toString } = Function.prototype;
  Function.prototype.toString = () => 'function';
  const globals = new Set(Reflect.ownKeys(globalThis));
  return () => {
    process.off('unhandledRejection', onRejection);
    for (const listener of others) process.on('unhandledRejection', listener);
    Function.prototype.toString = toString;
    for (const key of Reflect.ownKeys(globalThis))
      if (!globals.has(key)) Reflect.deleteProperty(globalThis, key);
  };
}

/** A program and how it is driven, without what is the same for all. */
export const printProgram = (program: GeneratedProgram): string =>
  `--- program (its other names are of test/property/prelude.ts)\n${program.source}\n--- driven by\n${printCalls(program)}`;

function printCalls(program: GeneratedProgram): string {
  const how = [program.burst ? ', in a burst' : '', program.twice ? ', twice' : ''].join('');
  const commands = program.commands.map(({ how, value }) => `${how}(${printValue(valueAt(value))})`);
  return `main(${argumentsOf(program).map(printValue).join(', ')})${how}: ${commands.join(' ') || 'next() only'}`;
}
