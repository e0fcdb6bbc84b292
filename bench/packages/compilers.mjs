/** The two compilers, set up alike: Babel parses, one of them does its work, Babel prints. */
import { parseSync, transformSync } from '@babel/core';
import { addDefault } from '@babel/helper-module-imports';
import asyncGeneratorFunctions from '@babel/plugin-transform-async-generator-functions';
import asyncToGenerator from '@babel/plugin-transform-async-to-generator';
import regenerator from '@babel/plugin-transform-regenerator';
import presetEnv from '@babel/preset-env';
import stackless from 'stackless/babel';
import { countSuspendable, optionsOf } from './sources.mjs';

/** A Babel plugin as its package has it, whatever kind of module that is. */
const plugin = (exported) => exported.default ?? exported;

/** Helpers come from `@babel/runtime`, as `plugin-transform-runtime` has them, which would look for more than these. */
function importedHelpers() {
  return {
    pre(file) {
      const known = new Map();
      file.set('helperGenerator', (name) => {
        if (!known.has(name)) {
          const options = { nameHint: name, importedInterop: 'compiled', blockHoist: 3 };
          known.set(name, addDefault(file.path, `@babel/runtime/helpers/${name}`, options).name);
        }
        return { type: 'Identifier', name: known.get(name) };
      });
    },
  };
}

/** What preset-env takes where all three kinds of function have to go. */
const lowering = [plugin(asyncGeneratorFunctions), plugin(asyncToGenerator), plugin(regenerator)];

const plugins = {
  ours: {
    imported: [[plugin(stackless), { functions: 'all' }]],
    inlined: [[plugin(stackless), { functions: 'all', runtime: 'inline' }]],
  },
  regenerator: {
    imported: [importedHelpers, ...lowering],
    inlined: lowering,
  },
};

export const contestants = Object.keys(plugins);

/**
 * What regenerator cannot take apart, or takes apart wrongly unless others went before it: `for-of` and patterns, bindings
 * of a block, templates, spread, optional chains and the like. Both contestants are given the text without them.
 */
const beforeRegenerator = [
  'transform-block-scoping',
  'transform-destructuring',
  'transform-for-of',
  'transform-logical-assignment-operators',
  'transform-nullish-coalescing-operator',
  'transform-object-rest-spread',
  'transform-optional-catch-binding',
  'transform-optional-chaining',
  'transform-spread',
  'transform-template-literals',
];

/** A source as regenerator can read it. */
export function prepare(source) {
  const presets = [
    [plugin(presetEnv), { targets: { node: '20' }, include: beforeRegenerator, modules: false }],
  ];
  return { ...source, code: transform(source, { plugins: [importedHelpers], presets }) };
}

/** The code that a contestant makes of a source; `helpers` says where its runtime is to be. */
export function compile(contestant, source, helpers = 'imported') {
  return transform(source, { plugins: plugins[contestant][helpers] });
}

function transform(source, setup) {
  const { code } = transformSync(source.code, {
    ...setup,
    ...optionsOf(source),
    filename: source.filename,
    configFile: false,
    babelrc: false,
    browserslistConfigFile: false,
    compact: false,
    sourceMaps: false,
  });
  return code;
}

/** How many functions a contestant has left as they were; and that what it made parses. */
export function remaining(source, code) {
  const options = { ...optionsOf(source), configFile: false, babelrc: false };
  return countSuspendable(parseSync(code, options).program);
}
