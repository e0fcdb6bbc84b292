/** Our plugin and a set-up beside it, over the source of a fixture. */
import { type PluginItem, transformSync } from '@babel/core';
import plugin from '../../compiler/babel-plugin.ts';
import { typescript } from '../../compiler/own-babel.ts';
import type { Input, Program } from '../fixtures/columns.ts';
import { stripMarks } from '../fixtures/strip-marks.ts';
import type { Setup } from './setups.ts';

export type Mode = 'marked' | 'all';

export function buildBeside(setup: Setup, mode: Mode, input: Input): Program {
  if (mode === 'marked') return compile(input, setup.options([plugin, input.plugin]));
  const source = compile(input, { plugins: [stripMarks] }, false).code;
  return compile({ ...input, source }, setup.options([plugin, { ...input.plugin, functions: 'all' }]));
}

function compile(
  input: Input,
  { plugins = [], presets = [] }: { plugins?: readonly PluginItem[]; presets?: readonly PluginItem[] },
  removesTypes = true,
): Program {
  const isTypeScript = input.language === 'ts';
  const result = transformSync(input.source, {
    // Not by the fixture's own name, for istanbul leaves such folders alone.
    filename: `/program.${input.language}`,
    cwd: '/',
    configFile: false,
    babelrc: false,
    compact: false,
    ast: true,
    sourceType: input.language === 'cjs' ? 'script' : 'module',
    parserOpts: {
      plugins: [
        'explicitResourceManagement',
        ...(removesTypes ? [] : (['decorators'] as const)),
        ...(isTypeScript ? (['typescript'] as const) : []),
      ],
    },
    plugins: [...plugins],
    presets: [...presets, ...(isTypeScript && removesTypes ? [typescript] : [])],
  });
  if (typeof result?.code !== 'string' || !result.ast) throw new Error('Babel printed nothing');
  // What makes CommonJS of a module leaves an AST that still calls itself one.
  const isModule = result.ast.program.body.some((node) => /^(Import|Export)/.test(node.type));
  return { code: result.code, ast: result.ast, sourceType: isModule ? 'module' : 'script' };
}
