/**
 * The Babel plugin: finds the marked functions of a file, compiles each in place, and reports all errors together.
 *
 * Everything happens in `Program.enter` or before, in traversals of its own, so it makes no difference which plugins stand beside
 * it: types may still be there or gone, and what others insert later is never taken for the user's.
 */
import type { Babel } from './babel.ts';
import { resolveOptions } from './options.ts';
import { createPlugin } from './plugin.ts';

/** What Babel gives a plugin and asks of one; described no closer, for users may not have Babel's types. */
interface API {
  assertVersion(range: string): void;
}

interface Plugin {
  readonly name?: string | undefined;
  readonly visitor: object;
}

export default function stackless(api: API, options: unknown): Plugin {
  api.assertVersion('^7.22.0 || ^8.0.0-0');
  return createPlugin(api as API & Babel, resolveOptions(options));
}
