/** Child processes for the scripts: nothing but built-ins, for nothing is installed yet when they run. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/**
 * Runs Node on a script and resolves to its exit code; a death by signal counts as 128 + its number, as in a shell.
 * What the child writes goes to standard error unless `stdio` says otherwise: standard output belongs to the result.
 */
export function node(args, options = {}) {
  return exitCode(spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], ...options }));
}

/** Runs Node with its output held back, so that two at once do not mix: `{ code, output }`. */
export async function nodeQuietly(args, options = {}) {
  const child = spawn(process.execPath, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const code = await exitCode(child);
  return { code, output: Buffer.concat(chunks).toString() };
}

/** Runs npm: the one that started this script, where there is one. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('js')) return node([script, ...args], options);
  const settings = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32', ...options };
  return exitCode(spawn('npm', args, settings));
}

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
