/**
 * The Babel plugin: finds the marked functions of a file, compiles each in place, and reports all errors together.
 *
 * Everything happens in `Program.enter`, in traversals of its own, so it makes no difference which plugins stand beside
 * it: types may still be there or gone, and what others insert later is never taken for the user's.
 */
import { createPlugin } from './plugin.ts';

/** The object that Babel asks of a plugin; described no closer, for users may not have Babel's types. */
interface Plugin {
  readonly name?: string | undefined;
  readonly visitor: object;
}

export default function stackless(api: { assertVersion(range: string): void }, options: unknown): Plugin {
  api.assertVersion('^7.22.0 || ^8.0.0-0');
  return createPlugin(options);
}
