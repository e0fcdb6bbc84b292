/** What has to be there before anything runs: installed, generated and, side by side with `checks`, built. */
import { join } from 'node:path';
import { build, generate } from './build.mjs';
import { install } from './install.mjs';
import { withLock } from './lock.mjs';
import { scratch } from './project.mjs';

/** `checks` run beside the build, once what they need is installed. The first failure is thrown after all have ended. */
export async function prepare(checks = []) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}`);
  }
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
