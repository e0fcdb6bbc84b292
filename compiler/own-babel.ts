/** The Babel that `stackless/compiler` and the command bring along. */
import * as babel from '@babel/core';
import presetTypeScript from '@babel/preset-typescript';
import { runIn } from './babel.ts';

runIn(babel);

export const { transformSync } = babel;
export { presetTypeScript };
