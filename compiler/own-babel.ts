/** The Babel that `stackless/compiler` and the command bring along. */
import type { PluginItem } from '@babel/core';
import * as babel from '@babel/core';
import presetTypeScript from '@babel/preset-typescript';
import { runIn } from './babel.ts';

runIn(babel);

export const { transformSync } = babel;

/** TypeScript as its compiler understands fields today; Babel 8 knows no other way. */
const fields = babel.version.startsWith('7.') ? { allowDeclareFields: true } : {};

/** Takes types off, and of imports those that only types use. */
export const typescript: PluginItem = [
  presetTypeScript,
  { onlyRemoveTypeImports: false, optimizeConstEnums: false, ...fields },
];
