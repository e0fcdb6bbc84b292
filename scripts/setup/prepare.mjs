/** What has to be there before anything runs: installed, generated and, side by side with `checks`, built. */
import { join } from 'node:path';
import { build, generate } from './build.mjs';
import { install } from './install.mjs';
import { withLock } from './lock.mjs';
import { scratch } from './project.mjs';

/** `checks` run beside the build, once what they need is installed. The first failure is thrown after all have ended. */
export function prepare(checks = []) {
  const steps = async () => {
    await install();
    await generate();
    const results = await Promise.allSettled([build(), ...checks.map((check) => check())]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  };
  return withLock(join(scratch, 'setup.lock'), steps, () => {
    console.error('waiting for another set-up of this checkout …');
  });
}
