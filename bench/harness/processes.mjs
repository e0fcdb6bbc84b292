import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));
/** Seconds. */
const LONGEST = 120;

/** Makes one measurement of a module in a process of its own: `{ figure, result, rounds }` or `{ error }`. */
export function measureModule(job, execPath, longest) {
  return lastLine(execPath, ['--expose-gc', child, JSON.stringify(job)], longest);
}

/** The same of a program of another language, by the protocol of bench/README.md. */
export async function measureCommand([command, ...args], { size, rounds }, longest) {
  const { ns, result, error } = await lastLine(command, [...args, String(size), String(rounds)], longest);
  return error === undefined ? { figure: ns, result, rounds } : { error };
}

/** Runs a program, and gives what the last line that it writes says; `longest` in seconds. */
export function lastLine(command, args, longest = LONGEST) {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: longest * 1000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) resolve({ error: error.killed ? `took longer than ${longest} s` : failure(stderr, error) });
      else resolve(parse(stdout.trimEnd().split('\n').at(-1)));
    });
  });
}

/** What a process died of, from what it wrote: the engine's complaint of its heap stands at its end. */
function failure(stderr, { message, signal }) {
  const [telling] = stderr.match(/^.*(?:Error|FATAL|error:|out of memory).*$/m) ?? [];
  return (telling ?? signal ?? message.split('\n').at(-1)).trim();
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return { error: `did not answer, but wrote: ${line}` };
  }
}
