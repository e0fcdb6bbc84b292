import type * as core from '@babel/core';

export { parseSync, transformFromAstSync, types as t } from '@babel/core';

/** In both major versions; the declarations know the one that may be asynchronous. */
type LoadOptions = (options: core.TransformOptions) => object | null;

/** What the compiler uses of Babel. */
export type Babel = Pick<typeof core, 'types' | 'parseSync' | 'transformFromAstSync'> & {
  readonly loadOptionsSync?: LoadOptions;
};

export const loadOptionsSync: LoadOptions;

/** From now on nodes are made and told apart by this Babel. */
export function runIn(babel: Babel): void;
