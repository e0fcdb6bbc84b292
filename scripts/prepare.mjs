/** What `npm run bench`, `fuzz`, `selfhost` and `test262` do first, so that each works alone on a fresh clone. */
import { prepare } from './setup/prepare.mjs';

try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
