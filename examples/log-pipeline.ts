/**
 * A pipeline over a log that is still being written: follow the file, parse, count by the minute, report. Each stage is a
 * task, each arrow a channel with room for two batches:
 *
 *   write ──► file ──► tail ──► parse ──► count ──► report
 *
 * When a stage is slow, `send` makes the one before it wait, back to reading the file. So memory does not depend on how
 * large the log is: `log-pipeline 1000` (megabytes; 100 unless told) has the same peak as `log-pipeline 10`.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Channel,
  coroutine,
  interval,
  type Receiver,
  run,
  type Sender,
  sleep,
  spawn,
  type Task,
} from 'stackless';
import { type File, open } from 'stackless/node';

const MINUTE = 60_000;
/** By how much a line may come after its time. */
const LATENESS = 2_000;

// ---- a log, which its writer also counts

const written = { bytes: 0, lines: 0, errors: 0 };

/** Twenty-five requests a second. Every tenth minute is a bad one. */
function logLine(number: number): string {
  const due = Date.UTC(2026, 0, 1) + number * 40;
  const isBad = Math.floor(due / MINUTE) % 10 === 7;
  const isError = number % (isBad ? 5 : 500) === 0;
  const latency = ((number * 7) % 50) + (isBad ? 400 : 10);
  const time = new Date(due - ((number * 13) % LATENESS)).toISOString();
  if (isError) written.errors++;
  return `${time} GET /items/${number % 1_000} ${isError ? 503 : 200} ${latency}ms "some browser, version ${number % 90}"\n`;
}

const write = coroutine(async (file: File, size: number) => {
  while (written.bytes < size) {
    let text = '';
    for (let i = 0; i < 500; i++) text += logLine(written.lines++);
    written.bytes += text.length;
    await file.write(text);
  }
  await file.close();
});

// ---- the pipeline

interface Entry {
  time: number;
  isError: boolean;
  latency: number;
}
interface Minute {
  start: number;
  requests: number;
  errors: number;
  slowest: number;
}

/** Reads on where it was, until the file has an end: the one it has when nobody writes to it any more. */
const tail = coroutine(async (path: string, writer: Task<void>, out: Sender<string[]>) => {
  const decoder = new TextDecoder();
  let start = 0;
  let rest = '';
  for (let over = false; !over; await sleep(10)) {
    over = writer.status === 'completed';
    await using file = await open(path, { start });
    for await (const chunk of file) {
      start += chunk.length;
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      await out.send(lines);
    }
  }
  out.close();
});

const parse = coroutine(async (batches: Receiver<string[]>, out: Sender<Entry[]>) => {
  const format = /^(\S+) \S+ \S+ (\d+) (\d+)ms /;
  for await (const lines of batches) {
    const entries: Entry[] = [];
    for (const line of lines) {
      const [, time = '', status, latency] = line.match(format) ?? [];
      entries.push({ time: Date.parse(time), isError: Number(status) >= 500, latency: Number(latency) });
    }
    await out.send(entries);
  }
  out.close();
});

/** A minute is over once there is a line from so much later that none can be missing. */
const count = coroutine(async (batches: Receiver<Entry[]>, out: Sender<Minute>) => {
  const minutes = new Map<number, Minute>();
  let latest = 0;
  for await (const entries of batches) {
    for (const { time, isError, latency } of entries) {
      const start = time - (time % MINUTE);
      let minute = minutes.get(start);
      if (minute === undefined) minutes.set(start, (minute = { start, requests: 0, errors: 0, slowest: 0 }));
      minute.requests++;
      if (isError) minute.errors++;
      minute.slowest = Math.max(minute.slowest, latency);
      latest = Math.max(latest, time);
    }
    for (const minute of minutes.values()) {
      if (minute.start + MINUTE + LATENESS > latest) continue;
      minutes.delete(minute.start);
      await out.send(minute);
    }
  }
  for (const minute of minutes.values()) await out.send(minute);
  out.close();
});

const report = coroutine(async (minutes: Receiver<Minute>) => {
  const sum = { minutes: 0, requests: 0, errors: 0, alerts: 0 };
  for await (const { start, requests, errors, slowest } of minutes) {
    sum.minutes++;
    sum.requests += requests;
    sum.errors += errors;
    if (errors < requests / 10) continue;
    if (++sum.alerts > 3) continue;
    const time = new Date(start).toISOString().slice(11, 16);
    const percent = ((100 * errors) / requests).toFixed(0);
    console.log(`${time}  ${requests} requests, ${percent} % failed, the slowest took ${slowest} ms`);
  }
  return sum;
});

const size = Number(process.argv[2] ?? 100) * 2 ** 20;
const path = join(tmpdir(), `stackless-log-${randomUUID()}`);
let peak = 0;
try {
  const sum = await run(async () => {
    const lines = new Channel<string[]>(2);
    const entries = new Channel<Entry[]>(2);
    const minutes = new Channel<Minute>(2);

    const writer = spawn(write(await open(path, { flags: 'w' }), size));
    spawn(tail(path, writer, lines));
    spawn(parse(lines, entries));
    spawn(count(entries, minutes));
    spawn(
      async () => {
        for await (const _ of interval(20)) peak = Math.max(peak, process.memoryUsage().heapUsed);
      },
      { daemon: true },
    );
    return await report(minutes);
  });
  console.log(`${sum.minutes} minutes, ${sum.alerts} of them with an alert`);
  console.log(`read: ${sum.requests} requests, ${sum.errors} failed`);
  console.log(
    `written: ${written.lines} requests, ${written.errors} failed, ${(written.bytes / 2 ** 20).toFixed(0)} MB`,
  );
  console.log(`peak heap: ${(peak / 2 ** 20).toFixed(0)} MB`);
} finally {
  await rm(path, { force: true });
}
