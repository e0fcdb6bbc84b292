/**
 * Names a program that never ends, and ends the process: nothing in the same thread could. A worker sleeps until the
 * next program begins; if that takes too long it prints the one that is running.
 */
import { Worker } from 'node:worker_threads';

/** Compiling, running and comparing one takes some hundredth of it on a busy machine. */
const PATIENCE = 60_000;
const MAX_TEXT = 1 << 18;

const header = new Int32Array(new SharedArrayBuffer(8));
const text = new Uint8Array(new SharedArrayBuffer(MAX_TEXT));
const [BEGUN, LENGTH] = [0, 1];
let worker: Worker | null = null;

// As text, that it runs as it is from sources and from a bundle. What is written goes out at once.
const CODE = `
const { workerData: { header, text, patience } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
for (;;) {
  const begun = Atomics.load(header, 0);
  if (Atomics.wait(header, 0, begun, patience) !== 'timed-out') continue;
  const length = Atomics.load(header, 1);
  if (length === 0) continue;
  writeSync(2, 'This program does not end:\\n' + Buffer.from(text.slice(0, length)).toString() + '\\n');
  process.kill(process.pid, 'SIGKILL');
}`;

/** Runs `body`; `name` is what it is to be called if it does not end. */
export async function watched<T>(name: string, body: () => Promise<T>): Promise<T> {
  if (!worker) {
    worker = new Worker(CODE, { eval: true, workerData: { header, text, patience: PATIENCE } });
    worker.unref();
  }
  begin(new TextEncoder().encodeInto(name, text).written);
  try {
    return await body();
  } finally {
    begin(0);
  }
}

function begin(length: number): void {
  Atomics.store(header, LENGTH, length);
  Atomics.add(header, BEGUN, 1);
  Atomics.notify(header, BEGUN);
}
