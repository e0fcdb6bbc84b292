/** Where the project's folders are, for scripts that may be started from anywhere. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Scratch space: stamps, the lock, compiled examples. Ignored by git, made again when it is gone. */
export const scratch = join(root, 'build');

/** The command line as it is shipped. */
export const builtCli = join(root, 'dist', 'cli.mjs');
