import type * as core from '@babel/core';

export { parseSync, transformFromAstSync, types as t } from '@babel/core';

/** What the compiler uses of Babel. */
export type Babel = Pick<typeof core, 'types' | 'parseSync' | 'transformFromAstSync'>;

/** From now on nodes are made and told apart by this Babel. */
export function runIn(babel: Babel): void;
