/** Two echo servers side by side, under the same load in turns. */
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'stackless/compiler';
import { median } from '../harness/statistics.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const built = here('../../build/tcp/');
/** Heap after a collection may grow by so much from the second quarter of the run to the last. */
const GROWTH = 1.05;
const RATIO = 0.95;
const MIB = 2 ** 20;

/** How many files a process may open. */
export function openFiles() {
  process.report.excludeNetwork = true;
  const limit = process.report.getReport().userLimits?.open_files?.soft ?? Number.POSITIVE_INFINITY;
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : limit;
}

/** A program of this folder, compiled. */
export function compile(name) {
  mkdirSync(built, { recursive: true });
  const file = `${built}${name}`;
  writeFileSync(file, transform(readFileSync(here(name), 'utf8'), { filename: here(name) }).code);
  return file;
}

/** A process of which one asks, and which answers. */
class Process {
  constructor(file, args = [], execPath = process.execPath) {
    this.child = fork(file, args.map(String), { execPath });
    this.ended = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
  }
  async ask(message) {
    const answer = this.hear();
    this.child.send(message);
    return await answer;
  }
  hear() {
    return new Promise((resolve, reject) => {
      this.child.once('message', resolve);
      this.ended.then((code) => reject(new Error(`${this.child.spawnfile}: ended with ${code}`)));
    });
  }
}

async function start(name, file, { connections, size, execPath }) {
  const server = new Process(file, [], execPath);
  const { port } = await server.hear();
  const clients = new Process(here('clients.mjs'), [port, connections, size], execPath);
  return { name, server, clients, slices: [] };
}

export async function measureEcho({ connections, seconds, size, execPath, slice = 1_000, log = () => {} }) {
  const load = { connections, size, execPath };
  const sides = [
    await start('stackless', compile('echo-stackless.mjs'), load),
    await start('callbacks', here('echo-callbacks.mjs'), load),
  ];
  try {
    for (const side of sides) await side.clients.ask({ what: 'connect' });
    log(
      `all connected; ${'s'.padStart(4)} ${'messages/s'.padStart(12)} ${'beside'.padStart(9)} ${'heap MiB'.padStart(9)} ${'rss MiB'.padStart(8)}`,
    );
    const turns = Math.max(1, Math.round((seconds * 1_000) / slice));
    for (let turn = 0; turn < turns; turn++) {
      // Neither is always the one that comes after the other.
      for (const side of turn % 2 === 0 ? sides : [...sides].reverse()) {
        const { cpu: before } = await side.server.ask('cpu');
        const talked = await side.clients.ask({ what: 'go', ms: slice });
        const after = await side.server.ask('memory');
        side.slices.push({
          ...talked,
          ...after,
          cpu: after.cpu - before,
          rate: (talked.messages / talked.ms) * 1_000,
        });
      }
      const [ours, theirs] = sides.map(({ slices }) => slices.at(-1));
      if (turn % Math.ceil(turns / 15) === 0 || turn === turns - 1)
        log(
          `${''.padStart(15)}${String(turn + 1).padStart(4)} ${figure(ours.rate, 12)} ${figure(theirs.rate, 9)} ${(ours.heapUsed / MIB).toFixed(1).padStart(9)} ${(ours.rss / MIB).toFixed(0).padStart(8)}`,
        );
    }
    for (const side of sides) {
      side.end = await side.clients.ask({ what: 'stop' });
      side.counts = await side.server.ask('memory');
      side.server.child.send('stop');
      await side.server.ended;
    }
    return { connections, sides };
  } finally {
    for (const { server, clients } of sides) {
      server.child.kill();
      clients.child.kill();
    }
  }
}

const figure = (n, width) => Math.round(n).toLocaleString('en').padStart(width);
const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Logs what came out, and gives what is not as it has to be. */
export function figures({ connections, sides }, log) {
  const failures = [];
  for (const { name, slices, end, counts } of sides) {
    const messages = slices.reduce((sum, slice) => sum + slice.messages, 0);
    const cpu = slices.reduce((sum, slice) => sum + slice.cpu, 0);
    log(
      `${name}: ${counts.accepted} accepted, ${counts.ended} ended, ${messages.toLocaleString('en')} answered, ${end.lost} lost, ${end.wrong} wrong; ` +
        `median ${figure(median(slices.map(({ rate }) => rate)), 0)} messages/s, ${((cpu / messages) * 1_000).toFixed(2)} µs of the server's CPU each`,
    );
    if (counts.accepted !== connections || end.connected !== connections)
      failures.push(`${name}: ${counts.accepted} of ${connections} accepted`);
    if (counts.ended !== connections) failures.push(`${name}: ${counts.ended} of ${connections} ended`);
    if (end.lost > 0 || end.wrong > 0) failures.push(`${name}: ${end.lost} lost, ${end.wrong} wrong`);
  }
  const [ours, theirs] = sides;
  const ratio = median(ours.slices.map(({ rate }, turn) => rate / theirs.slices[turn].rate));
  const perMessage = ({ slices }) => slices.map(({ cpu, messages }) => cpu / messages);
  const cpuRatio = median(perMessage(ours).map((cpu, turn) => cpu / perMessage(theirs)[turn]));
  log(`throughput ${ratio.toFixed(3)} of the server by hand; CPU a message ${cpuRatio.toFixed(3)} of it`);
  if (ratio < RATIO) failures.push(`throughput ${ratio.toFixed(3)}, not ${RATIO}`);
  const heaps = ours.slices.map(({ heapUsed }) => heapUsed);
  const quarter = Math.floor(heaps.length / 4);
  if (quarter > 0) {
    const growth = mean(heaps.slice(-quarter)) / mean(heaps.slice(quarter, 2 * quarter));
    log(`heap in the last quarter ${growth.toFixed(3)} of that in the second`);
    if (growth > GROWTH) failures.push(`memory grows: ${growth.toFixed(3)}`);
  }
  return failures;
}
