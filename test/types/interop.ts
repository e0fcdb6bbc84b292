/** The types of interop, pipelines and `stackless/node`: checked by tsc, never run. */
import {
  aborted,
  Channel,
  channelOf,
  coroutine,
  events,
  fromPromise,
  type Receiver,
  readableStreamOf,
  type Sender,
  senderOf,
  writableStreamOf,
} from '../../runtime/index.ts';
import {
  type Connection,
  command,
  connect,
  type Exchange,
  type Listener,
  listen,
  listenHttp,
  type Output,
  open,
  readFile,
  serve,
  signals,
} from '../../runtime/node/index.ts';
import { batch, collect, filter, map, merge, take } from '../../runtime/pipeline/index.ts';

type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<A, B>(_: Eq<A, B>): void {}

export const awaiting = coroutine(async () => {
  const response = await fromPromise((signal) => fetch('/', { signal }));
  is<typeof response, Response>(true);
  const reason = await aborted(new AbortController().signal);
  is<typeof reason, unknown>(true);

  const connection = await connect({ port: 1 });
  is<typeof connection, Connection>(true);
  const data = await connection.read();
  is<typeof data, Buffer | undefined>(true);
  const line = await connection.readLine();
  is<typeof line, string | undefined>(true);
  for await (const chunk of connection) is<typeof chunk, Buffer>(true);
  for await (const text of connection.lines()) is<typeof text, string>(true);
  // @ts-expect-error bytes, or text
  await connection.write(5);
  const listener = await listen(0);
  is<typeof listener, Listener<Connection>>(true);
  for await (const accepted of listener) is<typeof accepted, Connection>(true);

  const http = await listenHttp(0);
  const served = await serve(
    http,
    coroutine(async (exchange) => {
      is<typeof exchange, Exchange>(true);
    }),
  );
  is<typeof served, void>(true);
  // @ts-expect-error a plain async function is no coroutine: mark it
  await serve(http, async () => {});

  const text = await readFile('x', 'utf8');
  is<typeof text, string>(true);
  const bytes = await readFile('x');
  is<typeof bytes, Buffer>(true);
  await using file = await open('x');
  void file;
  const output = await command('ls');
  is<typeof output, Output>(true);
});

export const yielding = coroutine(function* (): Generator<never, void, unknown> {
  const n = yield* fromPromise(async () => 5);
  is<typeof n, number>(true);
  const connection = yield* connect({ port: 1 });
  const data = yield* connection.readExactly(3);
  is<typeof data, Buffer>(true);
  const all = yield* collect([1, 2]);
  is<typeof all, number[]>(true);
});

export async function plain(): Promise<void> {
  const connection = await connect({ port: 1 });
  is<typeof connection, Connection>(true);
  using clicks = events<MouseEvent>(new EventTarget(), 'click');
  const click = await clicks.receive();
  is<typeof click, MouseEvent>(true);
  using stop = signals('SIGTERM');
  is<Awaited<ReturnType<typeof stop.receive>>, NodeJS.Signals>(true);
}

const strings = new Channel<string>();
is<typeof readableStreamOf<string>, (source: Receiver<string>) => ReadableStream<string>>(true);
const readable = readableStreamOf(strings);
is<typeof readable, ReadableStream<string>>(true);
const writable = writableStreamOf(strings);
is<typeof writable, WritableStream<string>>(true);
const sender = senderOf(writable);
is<typeof sender, Sender<string>>(true);
const received = channelOf(readable);
is<typeof received, Receiver<string>>(true);

const lengths = map(strings, (s) => s.length);
is<typeof lengths, Receiver<number>>(true);
const later = map(['a'], async (s) => s.length);
is<typeof later, Receiver<number>>(true);
const byCoroutine = map(
  ['a'],
  coroutine(async (s: string) => s.length),
  { concurrency: 2 },
);
is<typeof byCoroutine, Receiver<number>>(true);
const narrowed = filter([1, 'a'], (x) => typeof x === 'string');
is<typeof narrowed, Receiver<string>>(true);
const arrays = batch(take(merge([lengths, later]), 5), 2);
is<typeof arrays, Receiver<number[]>>(true);
