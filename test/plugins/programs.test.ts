/** Decorators and JSX: what comes out does what it does when the other plugins compile it alone, natively. */
import { createRequire } from 'node:module';
import { type PluginItem, transformSync } from '@babel/core';
import { describe, expect, test } from 'vitest';
import plugin from '../../compiler/babel-plugin.ts';
import * as runtime from '../../runtime/emitted.ts';
import { DECORATORS, JSX, LEGACY_DECORATORS } from './programs.ts';
import type { Setup } from './setups.ts';

const require = createRequire(import.meta.url);
const decorators = (version: '2023-11' | 'legacy'): PluginItem => [
  require.resolve('@babel/plugin-proposal-decorators'),
  { version },
];
const react = (way: 'classic' | 'automatic'): PluginItem => [
  require.resolve('@babel/preset-react'),
  { runtime: way },
];
const env = (targets: object): PluginItem => [require.resolve('@babel/preset-env'), { targets }];
const ours: PluginItem = [plugin, { functions: 'all' }];

type Options = ReturnType<Setup['options']>;

/** What the program logs, until nothing is left to do. */
async function logOf(source: string, { plugins = [], presets = [] }: Options): Promise<string[]> {
  const result = transformSync(source, {
    filename: '/program.jsx',
    cwd: '/',
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    plugins: [...plugins],
    presets: [...presets],
  });
  const lines: string[] = [];
  const log = (...values: unknown[]): void => void lines.push(JSON.stringify(values.map(shown)));
  const element = (type: unknown, props: object | null, ...children: unknown[]): object => ({
    type,
    props: { ...props, ...(children.length > 0 ? { children } : {}) },
  });
  const React = { createElement: element, Fragment: 'fragment' };
  const jsx = (type: unknown, props: object): object => ({ type, props });
  const modules = (id: string): unknown =>
    id.startsWith('react') ? { jsx, jsxs: jsx, Fragment: 'fragment' } : runtime;
  new Function('log', 'require', 'React', result?.code ?? '')(log, modules, React);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return lines;
}

const shown = (value: unknown): unknown =>
  value === undefined ? 'undefined' : typeof value === 'function' ? 'function' : value;

const WITHOUT: readonly [string, PluginItem[]][] = [
  ['alone', []],
  ['with preset-env, IE 11', [env({ ie: 11 })]],
  ['with preset-env, Node 20', [env({ node: 20 })]],
];

describe.each([
  ['decorators, 2023-11', DECORATORS, decorators('2023-11')],
  ['decorators, legacy', LEGACY_DECORATORS, decorators('legacy')],
])('%s', (_, source, other) => {
  test.each(WITHOUT)('%s', async (_, presets) => {
    const native = await logOf(source, { plugins: [other] });
    expect(native.length).toBeGreaterThan(10);
    expect(await logOf(source, { plugins: [ours, other], presets })).toEqual(native);
    expect(await logOf(source, { plugins: [other, ours], presets })).toEqual(native);
    const last: PluginItem = () => ({ plugins: [ours] });
    expect(await logOf(source, { plugins: [other], presets: [last, ...presets] })).toEqual(native);
  });
});

describe.each(['classic', 'automatic'] as const)('JSX, %s', (way) => {
  test.each(WITHOUT)('%s', async (_, presets) => {
    const native = await logOf(JSX, { presets: [react(way)] });
    expect(native.length).toBeGreaterThan(5);
    expect(await logOf(JSX, { plugins: [ours], presets: [...presets, react(way)] })).toEqual(native);
    const last: PluginItem = () => ({ plugins: [ours] });
    expect(await logOf(JSX, { presets: [last, ...presets, react(way)] })).toEqual(native);
  });
});
