/** Compiles a program and one of half its size, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const task = fileURLToPath(new URL('task.mjs', import.meta.url));

export function measure({ case: { kind }, execPath, processes }) {
  const answers = Array.from({ length: Math.min(processes, 3) }, () =>
    JSON.parse(execFileSync(execPath, [task, kind], { encoding: 'utf8' })),
  );
  return { whole: answers.map(({ whole }) => whole), half: answers.map(({ half }) => half) };
}
