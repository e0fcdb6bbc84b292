/** Runs one generated program natively and compiled, and tells where the traces part. */
import { Script } from 'node:vm';
import { transformSync } from '@babel/core';
import * as abi from '../../runtime/emitted.ts';
import * as main from '../../runtime/index.ts';
import { verifying } from '../fixtures/columns.ts';
import { printValue } from '../fixtures/print-value.ts';
import { type Command, type GeneratedProgram, sourceOf, VALUES } from './program.ts';

type Exports = Record<string, unknown>;
type Wrapper = (
  require: (id: string) => unknown,
  exports: Exports,
  log: (...values: unknown[]) => void,
) => void;
type Main = (...args: unknown[]) => unknown;

const COMPILED: Readonly<Record<string, object>> = { stackless: main, 'stackless/abi': abi };
const NATIVE: Readonly<Record<string, object>> = { stackless: { coroutine: (body: unknown) => body } };
const MAX_RESUMES = 60;

/** Null when native and compiled agree; otherwise all that is needed to see why not. */
export async function difference(program: GeneratedProgram): Promise<string | null> {
  const source = sourceOf(program);
  const expected = await trace(source, NATIVE, program);
  for (const optimize of [false, true]) {
    const report = (what: string): string =>
      `${what} (optimize: ${optimize})\n--- program\n${source}\n--- driven by\n${printCommands(program.commands)}`;
    let compiled: string;
    try {
      compiled = compile(source, optimize);
    } catch (error) {
      return `${report('does not compile')}\n--- error\n${error instanceof Error ? error.stack : String(error)}`;
    }
    const actual = await trace(compiled, COMPILED, program);
    const at = expected.findIndex((line, i) => line !== actual[i]);
    if (at < 0 && expected.length === actual.length) continue;
    return `${report('traces differ')}\n--- native\n${expected.join('\n')}\n--- compiled\n${actual.join('\n')}\n--- output\n${compiled}`;
  }
  return null;
}

function compile(source: string, optimize: boolean): string {
  const result = transformSync(source, {
    filename: 'program.cjs',
    sourceType: 'script',
    configFile: false,
    babelrc: false,
    compact: false,
    plugins: [verifying({ optimize })],
  });
  if (typeof result?.code !== 'string') throw new Error('Babel printed nothing');
  return result.code;
}

async function trace(
  code: string,
  modules: Readonly<Record<string, object>>,
  program: GeneratedProgram,
): Promise<string[]> {
  const lines: string[] = [];
  const exports: Exports = {};
  const text = `(function (require, exports, log) {${code}\n})`;
  try {
    const wrapper = new Script(text, { filename: 'program.js' }).runInThisContext() as Wrapper;
    wrapper(
      (id) => modules[id],
      exports,
      (...values) => {
        if (lines.length < 1_000) lines.push(values.map(printValue).join(' '));
      },
    );
    await drive(exports.main as Main, modules === NATIVE, program, lines);
  } catch (error) {
    lines.push(`throws ${printValue(error)}`);
  }
  return lines;
}

async function drive(
  body: Main,
  native: boolean,
  { kind, commands }: GeneratedProgram,
  lines: string[],
): Promise<void> {
  switch (kind) {
    case 'generator': {
      const co = body(1) as Generator;
      for (let k = 0; k < MAX_RESUMES; k++) if (resume(co, commands[k] ?? FORWARD, lines)) break;
      resume(co, FORWARD, lines);
      return;
    }
    case 'async':
      lines.push(
        `=> ${printValue(await (native ? body(1) : main.run(body(1) as Parameters<typeof main.run>[0])))}`,
      );
      return;
    case 'async-generator': {
      const co = body(1) as AsyncGenerator;
      for (let k = 0; k < MAX_RESUMES; k++) if (await request(co, commands[k] ?? FORWARD, lines)) break;
      await request(co, FORWARD, lines);
    }
  }
}

const FORWARD: Command = { how: 'next', value: 0 };

/** One resume; true when the coroutine has ended. */
function resume(co: Generator, { how, value }: Command, lines: string[]): boolean {
  try {
    const result = co[how](VALUES[value]);
    lines.push(`${how} → ${printValue(result.value)}${result.done === true ? ' done' : ''}`);
    return result.done === true;
  } catch (error) {
    lines.push(`${how} throws ${printValue(error)}`);
    return true;
  }
}

async function request(co: AsyncGenerator, { how, value }: Command, lines: string[]): Promise<boolean> {
  try {
    const result = await co[how](VALUES[value]);
    lines.push(`${how} → ${printValue(result.value)}${result.done === true ? ' done' : ''}`);
    return result.done === true;
  } catch (error) {
    lines.push(`${how} throws ${printValue(error)}`);
    return true;
  }
}

const printCommands = (commands: readonly Command[]): string =>
  commands.map(({ how, value }) => `${how}(${printValue(VALUES[value])})`).join(' ') || 'next() only';
