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

test('decorators of parameters that fail when they are bound', async () => {
  const source = `
    const d = (label) => { log('made', label); return (target, key, i) => log(label, typeof target, key, i); };
    const m = (target, key, { value }) => log('method', key, value.name);
    class A {
      @m async load(@d('x') x = log('default'), @d('y') @d('z') { y } = {}) { await null; return [x, y]; }
      static async k1(@d('k') k = 2) { return k; }
    }
    (async () => log(await new A().load(), await A.k1(), await A.k1(3)))();
  `;
  expect(await logOf(source, { plugins: [ours, decorators('legacy')] })).toEqual(
    [
      ['made', 'x'],
      ['made', 'y'],
      ['made', 'z'],
      ['made', 'k'],
      ['z', 'object', 'load', 1],
      ['y', 'object', 'load', 1],
      ['x', 'object', 'load', 0],
      ['method', 'load', 'load'],
      ['k', 'function', 'k1', 0],
      ['default'],
      [[null, null], 2, 3],
    ].map((line) => JSON.stringify(line)),
  );
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
