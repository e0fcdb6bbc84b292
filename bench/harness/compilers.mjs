/**
 * The contestants that are compilers: what each makes of a text with marks. All but stackless are given the same text without
 * them, which imports what stands in for the library from `library.mjs`.
 */
import { transformSync } from '@babel/core';
import ts from 'typescript';
import { requirePeer } from './peers.mjs';

/** Regenerator, and what it needs before it: it cannot take a `for-of` apart. */
const regenerator = [
  '@babel/plugin-transform-for-of',
  '@babel/plugin-transform-async-generator-functions',
  '@babel/plugin-transform-async-to-generator',
  '@babel/plugin-transform-regenerator',
];

function babel(text, filename, setup) {
  return transformSync(text, { filename, babelrc: false, configFile: false, ...setup }).code;
}

/** `transform` is our compiler's; `text` still has its marks. */
export const compilers = {
  stackless: {
    text: (text, filename, transform) => compiled(transform(text, { filename }).code),
  },
  all: {
    text: (text, filename, transform) => transform(unmarked(text), { filename, functions: 'all' }).code,
  },
  loose: {
    text: (text, filename, transform) =>
      transform(unmarked(text), { filename, functions: 'all', loose: true }).code,
  },
  native: { text: unmarked },
  regenerator: {
    text: (text, filename) => babel(unmarked(text), filename, { plugins: regenerator }),
  },
  tsc: {
    text: (text) => {
      const { ES5 } = ts.ScriptTarget;
      const compilerOptions = { target: ES5, downlevelIteration: true, module: ts.ModuleKind.ESNext };
      return ts.transpileModule(unmarked(text), { compilerOptions }).outputText;
    },
  },
  swc: {
    text: (text, filename) =>
      requirePeer('@swc/core').transformSync(unmarked(text), {
        filename,
        configFile: false,
        swcrc: false,
        isModule: true,
        jsc: { target: 'es5' },
        module: { type: 'es6' },
      }).code,
    peer: '@swc/core',
  },
  effectful: {
    text: (text, filename) =>
      babel(unmarked(text), filename, { plugins: [requirePeer('@effectful/es-persist/transform')] }),
    peer: '@effectful/es-persist',
  },
};

/** A module that the marked text's imports of the library are sent to. */
export const library = 'library.mjs';

/** What stands in for the library in a native twin: a marked function is then the generator or async function it is. */
export const librarySource = `export const coroutine = (body) => body;
export const run = (main) => main;
`;

/** The text without its marks. */
export function unmarked(text) {
  return text.replaceAll(`'stackless'`, `'#library'`).replaceAll(`'use coroutine';`, '');
}

/** No mark may be left, nor leave to do without the compiler: the program would run, and not be what is measured. */
function compiled(code) {
  const imports = [...code.matchAll(/import\s*(?:\{([^}]*)\}|\*[^;]*)\s*from\s*["']stackless["']/g)];
  const names = imports.flatMap(([, list]) => (list ?? '').split(',').map((name) => name.trim()));
  const left = names.filter((name) => /^(?:coroutine|allowNative)\b/.test(name));
  if (left.length > 0)
    throw new Error(`fell back to native: ${left.join(' and ')} is left in what was compiled`);
  return code;
}
