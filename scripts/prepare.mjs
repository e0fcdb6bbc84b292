/** What `npm run bench`, `fuzz`, `selfhost`, `test262` and `test:packages` do first, so that each works alone on a fresh clone. */
import { prepare } from './setup/prepare.mjs';

try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
