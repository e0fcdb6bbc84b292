/**
 * A chat server, and 5,000 who chat. A connection is one task: it reads what its client says, and sends it to the room, a
 * `Broadcast`. Its one child writes what the room says, and is a daemon: it ends with the conversation. Whoever reads too
 * slowly misses the oldest messages, and holds up nobody.
 *
 * The clients are in the same process, so it has twice as many sockets open: `chat-server 20000` asks for a limit of more
 * than 40,000 open files (`ulimit -n`).
 */
import { Broadcast, coroutine, Latch, map, run, spawn } from 'stackless';
import { type Connection, connect, listen, serve } from 'stackless/node';

// ---- the server

const room = new Broadcast<string>();
let present = 0;
let mostPresent = 0;

const chat = coroutine(async (connection: Connection) => {
  const name = await connection.readLine();
  if (name === undefined) return;
  using messages = room.subscribe(100, 'drop-oldest');
  mostPresent = Math.max(mostPresent, ++present);
  try {
    spawn(
      async () => {
        await connection.write(`welcome, ${name}\n`);
        for await (const message of messages) await connection.write(message);
      },
      { daemon: true },
    );
    for await (const line of connection.lines()) await room.send(`${name}: ${line}\n`);
  } finally {
    present--;
  }
});

// ---- those who chat

const PEOPLE = Number(process.argv[2] ?? 5_000);
const SPEAKERS = 5;
const ROUNDS = 4;

/** Everybody says so many things, or nothing, and listens until all has been said. */
const person = coroutine(async (port: number, id: number, entered: Latch, left: Latch) => {
  await using connection = await connect({ port, host: '127.0.0.1' });
  await connection.write(`guest ${id}\n`);
  if ((await connection.readLine()) !== `welcome, guest ${id}`) throw new Error('not welcome');
  entered.countDown();
  await entered.wait();

  const heard: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (id < SPEAKERS) await connection.write(`hello ${round}\n`);
    for (let i = 0; i < SPEAKERS; i++) heard.push((await connection.readLine()) ?? 'the end');
  }
  left.countDown();
  await left.wait();
  return heard.join();
});

await run(async () => {
  const listener = await listen({ port: 0, host: '127.0.0.1', backlog: 1_000 });
  const { port } = listener;
  const server = spawn(async () => await serve(listener, chat));

  const entered = new Latch(PEOPLE);
  const left = new Latch(PEOPLE);
  const ids = Array.from({ length: PEOPLE }, (_, id) => id);
  const heard = await map(ids, PEOPLE, (id) => person(port, id, entered, left));
  console.log(`${mostPresent} were in the room`);
  const messages = heard[0]?.split(',') ?? [];
  const same = heard.every((one) => one === heard[0]);
  console.log(`${messages.length} messages, heard by ${heard.length}, by all in the same order: ${same}`);

  await listener.close();
  await server;
  console.log(`${present} are left`);
});
