/**
 * What stands beside the plugin in users' configurations, with ours before and after it. `plugins` of Babel run in their
 * order and before `presets`, which run from the last to the first.
 */
import { createRequire } from 'node:module';
import type { PluginItem } from '@babel/core';

export interface Setup {
  /** Babel's options, with what was configured of ours put where this set-up has it. */
  readonly options: (ours: PluginItem) => {
    readonly plugins?: readonly PluginItem[];
    readonly presets?: readonly PluginItem[];
  };
  /** Programs that have to be run with it besides the share it is dealt. */
  readonly also?: RegExp;
  /** Programs that it changes the meaning of by itself. */
  readonly loses?: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);
const ENV = require.resolve('@babel/preset-env');
const DECORATORS = require.resolve('@babel/plugin-proposal-decorators');
const DISPOSAL = require.resolve('@babel/plugin-transform-explicit-resource-management');
const COMMONJS = require.resolve('@babel/plugin-transform-modules-commonjs');
const ISTANBUL = require.resolve('babel-plugin-istanbul');
const FEATURES = [
  'class-properties',
  'private-methods',
  'class-static-block',
  'private-property-in-object',
].map((name) => createRequire(ENV).resolve(`@babel/plugin-transform-${name}`));

const env = (options: object): PluginItem => [ENV, { modules: false, ...options }];
const decorators = (dialect: '2023-11' | 'legacy'): PluginItem => [DECORATORS, { version: dialect }];
const asPreset =
  (plugin: PluginItem): PluginItem =>
  () => ({ plugins: [plugin] });

/** One or several plugins, with ours before them and behind them. */
const eitherWay = (
  name: string,
  plugins: readonly PluginItem[],
  rest: Omit<Setup, 'options'> = {},
): [string, Setup][] => [
  [`before ${name}`, { ...rest, options: (ours) => ({ plugins: [ours, ...plugins] }) }],
  [`after ${name}`, { ...rest, options: (ours) => ({ plugins: [...plugins, ours] }) }],
];

/** As a plugin, and as the last preset to run. */
const besideEnv = (name: string, targets: object): [string, Setup][] => [
  [
    `before preset-env, ${name}`,
    { loses, options: (ours) => ({ plugins: [ours], presets: [env(targets)] }) },
  ],
  [`after preset-env, ${name}`, { loses, options: (ours) => ({ presets: [asPreset(ours), env(targets)] }) }],
];

/** What preset-env does to these programs it does to their native functions, too. */
const loses = {
  'disposal/using-sync': 'methods with computed keys lose their names',
  'functions/super-in-default-of-arrow':
    'new.target of a method is asked for by a name that a variable within hides',
  'functions/private-names-as-targets': 'the value of `v = this?.#x` is lost',
};

export const SETUPS: readonly [string, Setup][] = [
  ...besideEnv('IE 11', { targets: { ie: 11 } }),
  ...besideEnv('Node 20', { targets: { node: 20 } }),
  ...besideEnv('no targets', {}),
  ...eitherWay('decorators, 2023-11', [decorators('2023-11')], { also: /^marks\/decorator/ }),
  ...eitherWay('decorators, legacy', [decorators('legacy')], { also: /^marks\/decorator/ }),
  ...eitherWay('class features', FEATURES, {
    also: /private|class|static|field/,
    loses: { 'functions/private-names-as-targets': 'the value of `v = this?.#x` is lost' },
  }),
  ...eitherWay('resource management', [DISPOSAL], { also: /^disposal/ }),
  ...eitherWay('istanbul', [ISTANBUL]),
  ...eitherWay('CommonJS', [COMMONJS], { also: /^marks/ }),
  [
    'in the middle of all',
    {
      loses,
      options: (ours) => ({
        plugins: [decorators('2023-11'), ISTANBUL, ours, DISPOSAL],
        presets: [env({ targets: { ie: 11 }, modules: 'commonjs' })],
      }),
    },
  ],
];
