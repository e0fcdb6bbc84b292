/** Makes the generated sources before the first test, so that vitest started by hand sees no stale ones. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export default function setup(): void {
  const script = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--generate'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot generate the sources that are made from others:\n${stderr}`);
}
