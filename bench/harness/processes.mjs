import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));

/** Makes one measurement in a process of its own; what it answers is its last line. */
export function measureInProcess(job, { flags = [], timeout = 120_000 } = {}) {
  return new Promise((resolve, reject) => {
    const args = [...flags, child, JSON.stringify(job)];
    execFile(process.execPath, args, { timeout, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error) {
        const why = error.killed ? `took longer than ${timeout} ms` : stderr.trim() || error.message;
        reject(new Error(`${job.task} ${JSON.stringify(job)}: ${why}`));
        return;
      }
      resolve(JSON.parse(stdout.trimEnd().split('\n').at(-1)));
    });
  });
}

/**
 * The same measurement of several contestants, `processes` times each, one process after the other and the contestants
 * in turn, so that a machine that slows down does so for all of them. Resolves to one list of answers a contestant.
 */
export async function measureInTurn(jobs, processes, options) {
  const answers = jobs.map(() => []);
  for (let turn = 0; turn < processes; turn++) {
    for (const [which, job] of jobs.entries()) answers[which].push(await measureInProcess(job, options));
  }
  return answers;
}
