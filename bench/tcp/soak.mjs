/**
 * The soak: a server and its clients in one process, with faults. Compiled before it is run; scripts/soak.mjs reads what it
 * says. Whatever happens to a conversation, it is written down by who brings it about and by who has to hear of it, and in
 * the end both have to agree.
 */
import { coroutine, run, sleep, spawn, timeout } from 'stackless';
import { connect, listen, serve } from 'stackless/node';

const [milliseconds, workers, seed] = process.argv.slice(2).map(Number);

const counts = {
  conversations: 0,
  answered: 0,
  /** Answers that did not come, or were others, in conversations that nobody disturbed. */
  lost: 0,
  cancels: 0,
  resets: 0,
  slow: 0,
  /** Handlers that were told that their client is gone. */
  cut: 0,
  begun: 0,
  ended: 0,
  thrown: 0,
  heard: 0,
};

let state = seed >>> 0;
/** mulberry32. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

class Fault extends Error {}
function fault(where) {
  counts.thrown++;
  return new Fault(where);
}

/** Answers each line, and does what it is asked to. */
const handler = coroutine(async function (connection) {
  counts.begun++;
  let failsAtEnd = false;
  try {
    for await (const line of connection.lines()) {
      const [what, argument] = line.split(' ');
      if (what === 'fail') throw fault('in the handler');
      else if (what === 'fail-cleanup') failsAtEnd = true;
      else if (what === 'hang') await sleep(100);
      else if (what === 'reset') {
        connection.abort();
        return;
      } else if (what === 'big') await connection.write(`${'x'.repeat(Number(argument))}\n`);
      else await connection.write(`${line}\n`);
    }
  } finally {
    counts.ended++;
    // Clean-up that takes time, and one that fails.
    if (random() < 0.1) await sleep(below(5));
    // biome-ignore lint/correctness/noUnsafeFinally: a clean-up that fails is what is tried
    if (failsAtEnd) throw fault('in the clean-up');
  }
});

/** Undisturbed: every answer has to be there. */
const talk = coroutine(async function (connection) {
  for (let n = 1 + below(10); n > 0; n--) {
    const line = `say ${below(1e9)}`;
    await connection.write(`${line}\n`);
    if ((await connection.readLine()) === line) counts.answered++;
    else counts.lost++;
  }
});

/** Asks for much and reads it late: the other side has to wait. */
const readSlowly = coroutine(async function (connection) {
  counts.slow++;
  const size = 10_000 + below(500_000);
  for (let n = 0; n < 3; n++) await connection.write(`big ${size}\n`);
  await sleep(below(30));
  for (let n = 0; n < 3; n++) {
    if ((await connection.readLine(1e6))?.length === size) counts.answered++;
    else counts.lost++;
  }
});

/** The other side fails: that is to be seen here as an end, or as an error of the stream. */
const provoke = coroutine(async function (connection) {
  await connection.write(`${pick(['fail', 'fail-cleanup', 'reset'])}\n`);
  try {
    await connection.end();
    while ((await connection.read()) !== undefined);
  } catch {}
});

/** Goes away without a word. */
const reset = coroutine(async function (connection) {
  counts.resets++;
  await connection.write(pick(['say x\n', 'big 100000\n', 'fail-cleanup\n', 'half a li']));
  if (random() < 0.5) await sleep(below(5));
  connection.abort();
});

const wait = coroutine(async function (connection) {
  await connection.write('hang\n');
  await timeout(1 + below(10), connection.read()).then(null, () => {});
});

const kinds = [talk, talk, talk, readSlowly, provoke, reset, wait];

const converse = coroutine(async function (port) {
  counts.conversations++;
  const connection = await connect({ port, host: '127.0.0.1', linger: 200 });
  try {
    await pick(kinds)(connection);
  } finally {
    await connection.close();
  }
});

/** One conversation after the other; some are cancelled, wherever they are. */
const client = coroutine(async function (port, until) {
  while (performance.now() < until) {
    const task = spawn(converse(port));
    if (random() < 0.25) {
      counts.cancels++;
      await sleep(below(8));
      await task.cancel('soak');
    }
    const { status, error } = await task.join();
    // What is brought about, those who bring it about take: nothing else may go wrong.
    if (status === 'failed') process.send({ unexpected: `client: ${error?.stack ?? error}` });
  }
});

const memory = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
const handles = () =>
  process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Immediate/.test(name)).length;
const report = (more) => process.send({ counts, heap: memory(), handles: handles(), ...more });

await run(async () => {
  const listener = await listen({ port: 0, host: '127.0.0.1', linger: 200 });
  const onFailure = (error) => {
    if (error instanceof Fault) counts.heard++;
    else if (/^(EPIPE|ECONNRESET|stream-closed)$/.test(error?.code)) counts.cut++;
    else process.send({ unexpected: `handler: ${error?.stack ?? error}` });
  };
  const server = spawn(async () => await serve(listener, handler, { onFailure }));
  const until = performance.now() + milliseconds;
  const reporting = spawn(
    async () => {
      for (;;) {
        await sleep(Math.min(10_000, milliseconds / 6));
        report({});
      }
    },
    { daemon: true },
  );
  const clients = Array.from({ length: workers }, () => spawn(client(listener.port, until)));
  for (const one of clients) await one;
  await reporting.cancel();
  await listener.close();
  await timeout(10_000, server);
});
await new Promise((resolve) => setTimeout(resolve, 500));
report({ over: true });
process.disconnect();
