/** Compiles a large program and runs it beside its native twin, in a process of its own. The figure is ms to compile. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const task = fileURLToPath(new URL('task.mjs', import.meta.url));

export function measure({ case: { program }, execPath }) {
  const answer = execFileSync(execPath, [task, program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { stackless: [Number(answer)] };
}
