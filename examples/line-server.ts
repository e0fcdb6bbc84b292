/**
 * A TCP line server, one coroutine for each connection, and a client that holds 2,000 connections at once and checks
 * every reply. What belongs to a connection (its sum, its count) is a local variable of its coroutine; sockets become
 * something to `await` by two small classes built on `suspend()`. No task waits for another by polling or by promise.
 *
 * The protocol: a number is added to the connection's sum, which is the reply; `quit` is answered with `bye` and the
 * number of lines served. At the end the server, which would listen for ever, is cancelled, and its `finally` tidies up.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Awaitable, coroutine, run, spawn, suspend } from 'stackless';

const CONNECTIONS = 2_000;
const ROUNDS = 5;

/** A queue with one reader: `take()` suspends until there is something. Cancelling a reader that waits takes nothing. */
class Inbox<T> {
  #items: T[] = [];
  #reader: ((item: T) => void) | undefined;

  put(item: T): void {
    const reader = this.#reader;
    if (reader === undefined) {
      this.#items.push(item);
    } else {
      this.#reader = undefined;
      reader(item);
    }
  }

  take(): Awaitable<T> {
    return suspend<T>((resume) => {
      if (this.#items.length > 0) {
        resume(this.#items.shift() as T);
        return;
      }
      this.#reader = resume;
      return () => {
        this.#reader = undefined;
      };
    });
  }
}

/** Lets nobody through until `count` have arrived. */
class Gate {
  #missing: number;
  #waiting = new Set<(value: void) => void>();

  constructor(count: number) {
    this.#missing = count;
  }

  arrive(): Awaitable<void> {
    return suspend<void>((resume) => {
      this.#waiting.add(resume);
      if (--this.#missing === 0) for (const pass of this.#waiting) pass();
      return () => {
        this.#waiting.delete(resume);
      };
    });
  }
}

/** The lines that come from a socket; `undefined` once the other side has ended, for any reason. */
function linesOf(socket: Socket): Inbox<string | undefined> {
  const lines = new Inbox<string | undefined>();
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const complete = (rest + text).split('\n');
    rest = complete.pop() ?? '';
    for (const line of complete) lines.put(line);
  });
  // An error is followed by 'close' as well, and that is all a connection here needs to know.
  socket.on('error', () => {});
  socket.on('close', () => lines.put(undefined));
  return lines;
}

let open = 0;
let mostOpen = 0;

const serve = coroutine(async (socket: Socket) => {
  const lines = linesOf(socket);
  mostOpen = Math.max(mostOpen, ++open);
  let sum = 0;
  let served = 0;
  try {
    for (;;) {
      const line = await lines.take();
      if (line === undefined) return;
      served++;
      if (line === 'quit') {
        socket.end(`bye, ${served} lines\n`);
        return;
      }
      sum += Number(line);
      socket.write(`${sum}\n`);
    }
  } finally {
    open--;
  }
});

/** Listens until it is cancelled. A task is the scope of what it spawns: it would not end before its connections. */
const listen = coroutine(async (ports: Inbox<number>) => {
  const arrivals = new Inbox<Socket>();
  const server = createServer((socket) => arrivals.put(socket));
  server.listen({ port: 0, host: '127.0.0.1', backlog: CONNECTIONS }, () =>
    ports.put((server.address() as AddressInfo).port),
  );
  try {
    for (;;) spawn(serve(await arrivals.take()));
  } finally {
    server.close();
    console.log(`server: closed, ${open} connections open, ${mostOpen} at most`);
  }
});

const client = coroutine(async (id: number, port: number, everybody: Gate) => {
  const socket = connect({ port, host: '127.0.0.1' });
  const lines = linesOf(socket);
  let right = 0;
  let sum = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    sum += id * round;
    socket.write(`${id * round}\n`);
    if ((await lines.take()) === String(sum)) right++;
    // After its first reply each one holds its connection until all the others have theirs.
    if (round === 1) await everybody.arrive();
  }
  socket.write('quit\n');
  if ((await lines.take()) === `bye, ${ROUNDS + 1} lines`) right++;
  if ((await lines.take()) === undefined) right++;
  return right;
});

await run(async () => {
  const ports = new Inbox<number>();
  const server = spawn(listen(ports));
  const port = await ports.take();
  const everybody = new Gate(CONNECTIONS);
  const clients = Array.from({ length: CONNECTIONS }, (_, id) => spawn(client(id, port, everybody)));
  let right = 0;
  for (const each of clients) right += await each;
  console.log(`clients: ${clients.length}, replies checked: ${CONNECTIONS * (ROUNDS + 2)}, right: ${right}`);
  await server.cancel();
  console.log(`server: ${server.status}`);
});
