/** `npm run build`: builds, changed or not. With `--if-changed` only then; `--generate` stops before the bundler. */
import { join } from 'node:path';
import { build, generate } from './setup/build.mjs';
import { withLock } from './setup/lock.mjs';
import { scratch } from './setup/project.mjs';

const flags = new Set(process.argv.slice(2));
try {
  await withLock(join(scratch, 'setup.lock'), async () => {
    await generate();
    if (!flags.has('--generate')) await build({ force: !flags.has('--if-changed') });
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
