/** `npm run update [-- vitest's arguments]`: writes the fixtures' expectations anew. Read the difference like code. */
import { join } from 'node:path';
import { node } from './setup/child.mjs';
import { root } from './setup/project.mjs';

const args = process.argv.slice(2);
process.exitCode = await node(
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--update', ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, UPDATE: '1', CI: '' },
  },
);
