/**
 * Run by the debugger test in a process of its own: starts the debugger in a worker, and the program once it listens.
 * argv: the session as JSON (see session.ts).
 */
import { Worker } from 'node:worker_threads';

const session = JSON.parse(process.argv[2]);
const worker = new Worker(new URL('./inspecting-worker.mjs', import.meta.url), { workerData: session });
const heard = () =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });

await heard(); // breakpoints are set
await import(session.program);
worker.postMessage('ended');
const pauses = await heard();
process.stdout.write(JSON.stringify(pauses), () => process.exit(0));
