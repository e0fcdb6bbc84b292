/**
 * `npm run soak [-- options]`: a server and its clients for minutes, with faults at random: connections that are reset, slow
 * readers, handlers and clean-ups that fail, tasks that are cancelled wherever they are.
 *
 *   --minutes N   1 unless told
 *   --clients N   that talk at once, 200 unless told
 *   --seed N      of what happens
 *
 * Exit code 1: an answer lost, a handler begun and not ended, a failure of which nobody heard, an error that nobody brought
 * about, a socket or timer left over, or a heap that has grown by more than a twentieth since warm-up.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { compile } from '../bench/tcp/echo.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    clients: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const [minutes, clients, seed] = [values.minutes, values.clients, values.seed].map(Number);
const MIB = 2 ** 20;
/** Noise of a small heap: code that is compiled, caches that fill. */
const ALLOWANCE = MIB;

console.log(`Node ${process.version}: ${minutes} min, ${clients} clients at once, seed ${seed}`);
const child = fork(compile('soak.mjs'), [minutes * 60_000, clients, seed].map(String), {
  execArgv: ['--expose-gc'],
});
const unexpected = [];
const heaps = [];
let last;
const started = performance.now();
child.on('message', (message) => {
  if (message.unexpected !== undefined) {
    if (unexpected.push(message.unexpected) <= 5) console.error(`soak: ${message.unexpected}`);
    return;
  }
  last = message;
  if (!message.over) heaps.push(message.heap);
  const { counts } = message;
  const seconds = Math.round((performance.now() - started) / 1_000);
  console.log(
    `${String(seconds).padStart(5)} s  ${counts.conversations} conversations, ${counts.answered} answers, ${counts.cancels} cancels, ` +
      `${counts.resets} resets, ${counts.slow} slow readers, ${counts.thrown} failures; heap ${(message.heap / MIB).toFixed(1)} MiB, ${message.handles} handles`,
  );
});
const code = await new Promise((resolve) => child.once('exit', resolve));

const failures = [];
const equal = (what, a, b) => {
  if (a !== b) failures.push(`${what}: ${a} and ${b}`);
};
if (code !== 0 || !last?.over) failures.push(`the process ended with ${code}`);
else {
  const { counts, heap, handles } = last;
  equal('answers lost', counts.lost, 0);
  equal('handlers begun and ended', counts.begun, counts.ended);
  equal('failures thrown and heard of', counts.thrown, counts.heard);
  equal('errors that nobody brought about', unexpected.length, 0);
  equal('sockets and timers left over', handles, 0);
  const warm = heaps[1] ?? heaps[0] ?? heap;
  if (heap > warm * 1.05 + ALLOWANCE) failures.push(`the heap has grown from ${warm} to ${heap} bytes`);
  console.log(
    `${counts.begun} handlers begun, ${counts.ended} ended; ${counts.thrown} failures, ${counts.heard} heard of; ${counts.cut} cut off by their clients; ${counts.lost} answers lost; ` +
      `heap ${(warm / MIB).toFixed(1)} MiB when warm, ${(heap / MIB).toFixed(1)} MiB in the end; ${handles} handles left`,
  );
}
for (const failure of failures) console.error(`soak: ${failure}`);
console.log(failures.length === 0 ? 'holds' : 'FAILED');
process.exit(failures.length === 0 ? 0 : 1);
