import { AsyncLocalStorage } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { type AsyncCoroutine, checkpoint, run, sleep, spawn } from '../../runtime/index.ts';
import {
  type Connection,
  command,
  connect,
  type Exchange,
  type File,
  type Listener,
  listen,
  listenHttp,
  open,
  type Process,
  Reader,
  readFile,
  serve,
  start,
  type TaskMessage,
  Writer,
  writeFile,
} from '../../runtime/node/index.ts';
import { asyncOf, type Body, inFinally } from './async-body.ts';

const go = <R>(body: Body<R>): Promise<R> => run(asyncOf('main', body));
const task = <R>(body: Body<R>): AsyncCoroutine<R> => asyncOf('task', body);

const codeOf = async (promise: PromiseLike<unknown>): Promise<unknown> => {
  try {
    return ['no error', await promise];
  } catch (e) {
    return (e as { code?: string }).code;
  }
};

interface Pair {
  listener: Listener<Connection>;
  near: Connection;
  far: Connection;
}

/** A listener, and both ends of a connection to it. */
// biome-ignore lint/suspicious/noExplicitAny: what an await gives back, only the test knows
function* pair(): Generator<unknown, Pair, any> {
  const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
  const near = yield connect({ port: listener.port, host: '127.0.0.1' });
  const far = yield listener.accept();
  return { listener, near, far };
}

describe('reading', () => {
  const readerOf = (...chunks: string[]): Reader =>
    new Reader(Readable.from(chunks.map((c) => Buffer.from(c))));

  test('chunks come as they are, then undefined, again and again', async () => {
    const seen = await go(function* () {
      const reader = readerOf('ab', 'c');
      return [
        String(yield reader.read()),
        String(yield reader.read()),
        yield reader.read(),
        yield reader.read(),
      ];
    });
    expect(seen).toEqual(['ab', 'c', undefined, undefined]);
  });

  test('lines end with \\n or \\r\\n, wherever chunks end; the last one needs no end', async () => {
    const text = 'first\nsecond\r\n\n\r\nümlaut €\nlong enough to span\nlast';
    const bytes = Buffer.from(text);
    const expected = ['first', 'second', '', '', 'ümlaut €', 'long enough to span', 'last'];
    for (let size = 1; size <= bytes.length; size++) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      const lines = await go(function* () {
        const reader = new Reader(Readable.from(chunks, { objectMode: true }));
        const all: string[] = [];
        for (;;) {
          const line = yield reader.readLine();
          if (line === undefined) return all;
          all.push(line);
        }
      });
      expect(lines, `chunks of ${size}`).toEqual(expected);
    }
  });

  test('a \\r alone is no end, and a \\n at the very end starts no further line', async () => {
    const lines = await go(function* () {
      const reader = readerOf('a\rb\r', '\n', 'c\n');
      return [yield reader.readLine(), yield reader.readLine(), yield reader.readLine()];
    });
    expect(lines).toEqual(['a\rb', 'c', undefined]);
  });

  test('readExactly takes that many, over chunks; the rest stays; lines, bytes and chunks mix', async () => {
    const seen = await go(function* () {
      const reader = readerOf('abcd', 'ef\nline one\nrest', ' of it');
      const out = [String(yield reader.readExactly(3)), String(yield reader.readExactly(2))];
      out.push(String(yield reader.readExactly(0)), yield reader.readLine(), yield reader.readLine());
      out.push(String(yield reader.readExactly(6)), String(yield reader.read()), String(yield reader.read()));
      return out;
    });
    expect(seen).toEqual(['abc', 'de', '', 'f', 'line one', 'rest o', 'f it', 'undefined']);
  });

  test('readExactly: too-few-bytes at the end, and what there is stays', async () => {
    await go(function* () {
      const reader = readerOf('abc');
      expect(yield codeOf(reader.readExactly(5))).toBe('too-few-bytes');
      expect(String(yield reader.readExactly(3))).toBe('abc');
    });
    expect(() => readerOf().readExactly(-1)).toThrow(RangeError);
  });

  test('readLine: too-long past its limit, and the bytes stay', async () => {
    await go(function* () {
      const reader = readerOf('0123456789', '0123456789\nshort\n');
      expect(yield codeOf(reader.readLine(15))).toBe('too-long');
      expect(yield reader.readLine(20)).toBe('01234567890123456789');
      expect(yield reader.readLine(5)).toBe('short');
    });
  });

  test('a cancelled read takes nothing: the data is there for the next reader', async () => {
    const stream = new PassThrough();
    const log = await go(function* () {
      const reader = new Reader(stream);
      const log: string[] = [];
      const first = spawn(
        task(function* () {
          log.push(`first ${yield reader.read()}`);
        }),
      );
      const second = spawn(
        task(function* () {
          log.push(`second ${yield reader.read()}`);
        }),
      );
      yield sleep(1);
      yield first.cancel();
      stream.write('data');
      yield second;
      stream.write('more');
      log.push(`third ${yield reader.read()}`);
      return log;
    });
    expect(log).toEqual(['second data', 'third more']);
  });

  test('a read that was woken before its task is cancelled is not lost', async () => {
    const stream = new PassThrough();
    const log: string[] = [];
    await go(function* () {
      const reader = new Reader(stream);
      const first = spawn(
        task(function* () {
          log.push(`first ${yield reader.read()}`);
        }),
      );
      yield sleep(1);
      stream.once('data', () => first.cancel());
      stream.write('data');
      yield first.join();
      stream.end('more');
      log.push(`then ${yield reader.read()}`);
    });
    // In the same instant it was cancelled and given the data: whoever has it says so, and nobody twice.
    expect(log).toEqual(['first data', 'then more']);
  });

  test('readers are served in order', async () => {
    const stream = new PassThrough();
    const log: string[] = [];
    await go(function* () {
      const reader = new Reader(stream);
      for (let n = 0; n < 3; n++) {
        spawn(
          task(function* () {
            log.push(`${n} ${yield reader.readLine()}`);
          }),
        );
      }
      yield sleep(1);
      stream.write('a\nb\nc\n');
    });
    expect(log).toEqual(['0 a', '1 b', '2 c']);
  });

  test('a stream that fails gives what came before, then its error, each time', async () => {
    const stream = new PassThrough();
    await go(function* () {
      const reader = new Reader(stream);
      stream.write('kept');
      const read = spawn(
        task(function* () {
          return yield reader.readLine();
        }),
      );
      yield sleep(1);
      stream.destroy(Object.assign(new Error('broken'), { code: 'EBROKEN' }));
      expect(yield codeOf(read.join())).toEqual(['no error', expect.objectContaining({ status: 'failed' })]);
      expect(String(yield reader.read())).toBe('kept');
      expect(yield codeOf(reader.read())).toBe('EBROKEN');
      expect(yield codeOf(reader.readLine())).toBe('EBROKEN');
    }).catch((e) => expect(e.code).toBe('EBROKEN'));
  });

  test('what nobody reads stops the source: back-pressure', async () => {
    let made = 0;
    const source = new Readable({
      read() {
        made++;
        this.push(Buffer.alloc(16_384));
      },
    });
    const reader = new Reader(source);
    await go(function* () {
      yield reader.read();
      yield sleep(20);
      const before = made;
      yield sleep(20);
      expect(made).toBe(before);
      expect(made).toBeLessThan(40);
      for (let n = 0; n < 100; n++) yield reader.read();
      expect(made).toBeGreaterThan(before);
    });
    source.destroy();
  });

  test('for await goes over lines and chunks from plain code too', async () => {
    const lines: string[] = [];
    for await (const line of readerOf('a\nb', '\nc').lines()) lines.push(line);
    expect(lines).toEqual(['a', 'b', 'c']);
    const chunks: string[] = [];
    for await (const chunk of readerOf('a', 'b')) chunks.push(String(chunk));
    expect(chunks).toEqual(['a', 'b']);
  });
});

describe('writing', () => {
  test('is ready at once below the high-water mark, and waits above it until the stream has drained', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const log: string[] = [];
    await go(function* () {
      const writer = new Writer(stream);
      const writing = spawn(
        task(function* () {
          for (const word of ['abcdef', 'gh', 'ij']) {
            yield writer.write(word);
            log.push(`wrote ${word}`);
          }
        }),
      );
      yield sleep(5);
      log.push('reads');
      const reader = new Reader(stream);
      let all = '';
      while (all.length < 10) all += yield reader.read();
      yield writing;
      log.push(all);
    });
    expect(log).toEqual(['wrote abcdef', 'reads', 'wrote gh', 'wrote ij', 'abcdefghij']);
  });

  test('a write that is cancelled while it waits has written nothing', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const all = await go(function* () {
      const writer = new Writer(stream);
      yield writer.write('one,');
      const tasks = ['two,', 'three,', 'four'].map((word) =>
        spawn(
          task(function* () {
            yield writer.write(word);
          }),
        ),
      );
      yield sleep(2);
      yield tasks[1]?.cancel();
      const reader = new Reader(stream);
      let all = '';
      while (!all.endsWith('four')) all += yield reader.read();
      return all;
    });
    expect(all).toBe('one,two,four');
  });

  test('after end: stream-closed, for those who wait as well; end tells when all has gone out', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    await go(function* () {
      const writer = new Writer(stream);
      yield writer.write('a');
      const late = spawn(
        task(function* () {
          return yield codeOf(writer.write('c'));
        }),
      );
      yield sleep(2);
      const ended = writer.end();
      expect(yield late).toBe('stream-closed');
      expect(yield codeOf(writer.write('d'))).toBe('stream-closed');
      stream.resume();
      yield ended;
      yield ended;
      expect(stream.writableFinished).toBe(true);
    });
  });
});

describe('sockets', () => {
  test('both ends talk; half-close lets the other side finish', async () => {
    const said = await go(function* () {
      const { listener, near, far } = yield* pair();
      yield near.write('question\n');
      expect(yield far.readLine()).toBe('question');
      yield near.end();
      expect(yield far.read()).toBe(undefined);
      yield far.write('answer');
      yield far.end();
      const answer = String(yield near.read());
      expect(yield near.read()).toBe(undefined);
      yield near.close();
      yield far.close();
      yield listener.close();
      return answer;
    });
    expect(said).toBe('answer');
  });

  test('close sends what has been written, and gives up when the other side does not take it', async () => {
    await go(function* () {
      const { listener, near, far } = yield* pair();
      const big = Buffer.alloc(1 << 20, 'x');
      yield near.write(big);
      const closing = near.close();
      let got = 0;
      for (;;) {
        const chunk = yield far.read();
        if (chunk === undefined) break;
        got += chunk.length;
      }
      yield closing;
      expect(got).toBe(big.length);
      yield far.close();

      const stuck: Connection = yield connect({ port: listener.port, host: '127.0.0.1', linger: 30 });
      yield listener.accept();
      yield stuck.write(Buffer.alloc(1 << 25));
      const started = performance.now();
      yield stuck.close();
      expect(performance.now() - started).toBeLessThan(1_000);
      yield listener.close();
    });
  });

  test('abort resets: the other side gets ECONNRESET, its write fails, and so does what waits here', async () => {
    await go(function* () {
      const { listener, near, far } = yield* pair();
      const waiting = spawn(
        task(function* () {
          return yield codeOf(near.read());
        }),
      );
      yield sleep(5);
      near.abort();
      expect(yield waiting).toBe('stream-closed');
      expect(yield codeOf(far.read())).toBe('ECONNRESET');
      expect(yield codeOf(far.write('x'))).toBe('ECONNRESET');
      yield far.close();
      yield listener.close();
    });
  });

  test('a cancelled connect leaves nothing open; a refused one throws what Node says', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const sockets: Socket[] = [];
    server.on('connection', (socket) => sockets.push(socket.on('error', () => {}).resume()));
    await go(function* () {
      const connecting = spawn(
        task(function* () {
          yield connect({ port, host: '127.0.0.1' });
        }),
      );
      yield checkpoint();
      yield connecting.cancel();
      expect((yield connecting.join()).status).toBe('cancelled');
      yield sleep(20);
    });
    expect(sockets.every((socket) => socket.destroyed || socket.readableEnded)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(connect({ port, host: '127.0.0.1' }))).toBe('ECONNREFUSED');
  });

  test('a listener is iterated until it is closed; accept throws stream-closed then', async () => {
    const log = await go(function* () {
      const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
      const { port } = listener;
      const log: string[] = [];
      const accepting = spawn(
        task(function* () {
          const iterator = listener[Symbol.asyncIterator]();
          for (;;) {
            const { done, value } = yield iterator.next();
            if (done) return log.push('over');
            log.push(`accepted ${yield value.readLine()}`);
            yield value.close();
          }
        }),
      );
      for (const name of ['a', 'b']) {
        const connection: Connection = yield connect({ port, host: '127.0.0.1' });
        yield connection.write(`${name}\n`);
        yield connection.read();
        yield connection.close();
      }
      yield listener.close();
      yield accepting;
      log.push((yield codeOf(listener.accept())) as string);
      log.push((yield codeOf(connect({ port, host: '127.0.0.1' }))) as string);
      return log;
    });
    expect(log).toEqual(['accepted a', 'accepted b', 'over', 'stream-closed', 'ECONNREFUSED']);
  });

  test('a path instead of a port; abort ends what is no TCP too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stackless-path-'));
    const path =
      process.platform === 'win32' ? `\\\\.\\pipe\\stackless-${process.pid}` : join(folder, 'socket');
    await go(function* () {
      const listener: Listener<Connection> = yield listen({ path });
      expect(listener.address).toEqual({ address: path, port: 0 });
      const near: Connection = yield connect({ path });
      const far: Connection = yield listener.accept();
      yield near.write('hello');
      expect(String(yield far.read())).toBe('hello');
      near.abort();
      expect(near.closed).toBe(true);
      expect(yield far.read()).toBe(undefined);
      yield far.close();
      yield listener.close();
    });
    rmSync(folder, { recursive: true });
  });

  test('a port that is taken: EADDRINUSE', async () => {
    await go(function* () {
      const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
      expect(yield codeOf(listen({ port: listener.port, host: '127.0.0.1' }))).toBe('EADDRINUSE');
      yield listener.close();
    });
  });

  test('a cancelled task closes its connection in its clean-up', async () => {
    await go(function* () {
      const { listener, near, far } = yield* pair();
      const serving = spawn(
        task(function* () {
          try {
            for (;;) yield near.write(yield near.read());
          } finally {
            yield inFinally(near.close());
          }
        }),
      );
      yield far.write('ping');
      expect(String(yield far.read())).toBe('ping');
      yield serving.cancel();
      expect(near.closed).toBe(true);
      expect(yield far.read()).toBe(undefined);
      yield far.close();
      yield listener.close();
    });
  });

  test('TLS, by node:tls', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stackless-tls-'));
    try {
      const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-keyout',
          key,
          '-out',
          cert,
          '-days',
          '1',
          ...subject,
        ],
        { stdio: 'ignore' },
      );
      const pem = { key: readFileSync(key), cert: readFileSync(cert) };
      await go(function* () {
        const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1', tls: pem });
        const target = { port: listener.port, host: '127.0.0.1' };
        const near: Connection = yield connect({ ...target, tls: { ca: pem.cert, servername: 'localhost' } });
        const far: Connection = yield listener.accept();
        yield near.write('secret\n');
        expect(yield far.readLine()).toBe('secret');
        yield far.write('answer');
        yield far.close();
        expect(String(yield near.readExactly(6))).toBe('answer');
        expect(yield near.read()).toBe(undefined);
        yield near.close();
        expect(yield codeOf(connect({ ...target, tls: true }))).toMatch(/SELF_SIGNED|ALTNAME/);
        yield listener.close();
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('serve', () => {
  const target = (listener: Listener<Connection>) => ({ port: listener.port, host: '127.0.0.1' });

  test('runs a handler for each connection and closes it; a failure leaves the others alone', async () => {
    const failures: string[] = [];
    const answers = await go(function* () {
      const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
      const server = spawn(
        task(function* () {
          yield serve(
            listener,
            (connection) =>
              task(function* () {
                const line = yield connection.readLine();
                if (line === 'fail') throw new Error('failed');
                yield connection.write(`you said ${line}`);
              }),
            { onFailure: (error) => failures.push((error as Error).message) },
          );
          return 'served';
        }),
      );
      const answers: string[] = [];
      for (const line of ['a', 'fail', 'b']) {
        const connection: Connection = yield connect(target(listener));
        yield connection.write(`${line}\n`);
        answers.push(String(yield connection.readAll()));
        yield connection.close();
      }
      yield listener.close();
      answers.push(yield server);
      return answers;
    });
    expect(answers).toEqual(['you said a', '', 'you said b', 'served']);
    expect(failures).toEqual(['failed']);
  });

  test('cancelled, it closes the listener and every connection, and has ended when their handlers have', async () => {
    const log: string[] = [];
    await go(function* () {
      const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
      const server = spawn(
        task(function* () {
          yield serve(listener, (connection) =>
            task(function* () {
              try {
                for (;;) yield connection.write(yield connection.read());
              } finally {
                yield inFinally(sleep(5));
                log.push('cleaned up');
              }
            }),
          );
        }),
      );
      const clients: Connection[] = [yield connect(target(listener)), yield connect(target(listener))];
      for (const client of clients) {
        yield client.write('x');
        yield client.read();
      }
      yield server.cancel();
      log.push('over');
      for (const client of clients) expect(yield client.read()).toBe(undefined);
      expect(yield codeOf(connect(target(listener)))).toBe('ECONNREFUSED');
      for (const client of clients) yield client.close();
    });
    expect(log).toEqual(['cleaned up', 'cleaned up', 'over']);
  });

  test('a handler that is cancelled before its first turn leaves no open connection', async () => {
    const accepted: Connection[] = [];
    const ran: string[] = [];
    await go(function* () {
      const listener: Listener<Connection> = yield listen({ port: 0, host: '127.0.0.1' });
      const server = spawn(
        task(function* () {
          yield serve(listener, (connection) =>
            task(function* () {
              ran.push('handler');
              yield connection.read();
            }),
          );
        }),
      );
      yield sleep(1);
      const arrive = listener.arrive.bind(listener);
      // In the instant in which it comes.
      listener.arrive = (connection) => {
        accepted.push(connection);
        arrive(connection);
        server.cancel();
      };
      yield codeOf(connect(target(listener)));
      yield server.join();
    });
    expect(ran).toEqual([]);
    expect(accepted.map(({ closed }) => closed)).toEqual([true]);
  });
});

describe('HTTP', () => {
  type Serve = (exchange: Exchange) => Body<unknown>;

  /** Serves while the body runs. */
  function* serving(
    handler: Serve,
    body: (url: string, listener: Listener<Exchange>) => Generator<unknown, void, unknown>,
    failures: unknown[] = [],
  ): Generator<unknown, void, unknown> {
    const listener = (yield listenHttp({ port: 0, host: '127.0.0.1' })) as Listener<Exchange>;
    const server = spawn(
      task(function* () {
        const onFailure = (error: unknown): void => void failures.push(error);
        yield serve(listener, (exchange) => asyncOf('handler', handler(exchange)), { onFailure });
      }),
    );
    yield* body(`http://127.0.0.1:${listener.port}`, listener);
    yield listener.close();
    yield server;
  }

  const ask = async (url: string, init?: RequestInit): Promise<[number, string]> => {
    const response = await fetch(url, { ...init, headers: { connection: 'close' } });
    return [response.status, await response.text()];
  };

  test('a handler reads the request and writes the response, whole or in parts', async () => {
    await go(function* () {
      yield* serving(
        (exchange) =>
          function* () {
            if (exchange.url === '/whole') yield exchange.reply(201, 'whole');
            else
              for (;;) {
                const chunk = yield exchange.read();
                if (chunk === undefined) break;
                yield exchange.write(String(chunk).toUpperCase());
              }
          },
        function* (url) {
          expect(yield ask(`${url}/whole`)).toEqual([201, 'whole']);
          expect(yield ask(`${url}/echo`, { method: 'POST', body: 'shout' })).toEqual([200, 'SHOUT']);
        },
      );
    });
  });

  test('a handler that fails: status 500, or a connection that is cut; onFailure hears of it', async () => {
    const failures: Error[] = [];
    await go(function* () {
      yield* serving(
        (exchange) =>
          function* () {
            if (exchange.url === '/late') yield exchange.write('a part');
            throw new Error(exchange.name);
          },
        function* (url) {
          expect(yield ask(`${url}/early`)).toEqual([500, '']);
          expect(yield codeOf(ask(`${url}/late`))).not.toEqual(['no error', expect.anything()]);
        },
        failures,
      );
    });
    expect(failures.map(({ message }) => message)).toEqual(['GET /early', 'GET /late']);
  });

  test('a handler is cancelled when its client goes away, and runs its clean-up', async () => {
    const log: unknown[] = [];
    await go(function* () {
      yield* serving(
        (exchange) =>
          function* () {
            try {
              log.push(exchange.name);
              yield sleep(60_000);
            } finally {
              log.push(exchange.gone);
            }
          },
        function* (url) {
          const controller = new AbortController();
          const asking = codeOf(fetch(`${url}/slow`, { signal: controller.signal }));
          while (log.length === 0) yield sleep(1);
          controller.abort();
          yield asking;
          while (log.length === 1) yield sleep(1);
        },
      );
    });
    expect(log).toEqual(['GET /slow', true]);
  });

  test('closing the listener lets requests that are under way end, and takes no more', async () => {
    let begun = false;
    await go(function* () {
      yield* serving(
        (exchange) =>
          function* () {
            begun = true;
            yield sleep(10);
            yield exchange.reply(200, 'in time');
          },
        function* (url, listener) {
          const answer = ask(url);
          while (!begun) yield sleep(1);
          yield listener.close();
          expect(yield answer).toEqual([200, 'in time']);
          expect(yield codeOf(ask(url))).not.toEqual(['no error', expect.anything()]);
        },
      );
    });
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stackless-files-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);

  test('written, then read as a whole, line by line, and from a place on', async () => {
    const seen = await go(function* () {
      const out: File = yield open(at('lines'), { flags: 'w' });
      for (const line of ['one', 'two', 'three']) yield out.write(`${line}\n`);
      yield out.close();
      const file: File = yield open(at('lines'));
      const lines = [
        yield file.readLine(),
        yield file.readLine(),
        yield file.readLine(),
        yield file.readLine(),
      ];
      yield file.close();
      const later: File = yield open(at('lines'), { start: 4 });
      const rest = String(yield later.readAll());
      yield later.close();
      yield writeFile(at('lines'), 'four\n', { flag: 'a' });
      return [
        lines,
        rest,
        yield readFile(at('lines'), 'utf8'),
        ((yield readFile(at('lines'))) as Buffer).length,
      ];
    });
    expect(seen).toEqual([['one', 'two', 'three', undefined], 'two\nthree\n', 'one\ntwo\nthree\nfour\n', 19]);
  });

  test('what Node reports is thrown; one that is closed while it is read is closed', async () => {
    await go(function* () {
      expect(yield codeOf(open(at('nowhere')))).toBe('ENOENT');
      expect(yield codeOf(readFile(at('nowhere')))).toBe('ENOENT');
      yield writeFile(at('big'), Buffer.alloc(1 << 20));
      const file: File = yield open(at('big'));
      yield file.read();
      yield file.close();
      expect(file.handle.fd).toBe(-1);
    });
  });

  test('a cancelled open leaves nothing open', async () => {
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    const before = existsSync('/proc/self/fd') ? openFiles() : 0;
    await go(function* () {
      for (let n = 0; n < 20; n++) {
        const opening = spawn(
          task(function* () {
            const file: File = yield open(at('lines'));
            // It was faster than its cancellation; what closes it has to be shielded, as whatever a cancelled task waits for.
            try {
            } finally {
              yield file.close();
            }
          }),
        );
        yield checkpoint();
        yield opening.cancel();
        expect((yield opening.join()).status).toBe('cancelled');
      }
      // What was opened after all is closed by the host's threads, when they come to it.
      for (let turn = 0; turn < 500 && before > 0 && openFiles() > before; turn++) yield sleep(10);
    });
    if (before > 0) expect(openFiles()).toBeLessThanOrEqual(before);
  });
});

describe('child processes', () => {
  const script = (text: string): [string, string[]] => [process.execPath, ['-e', text]];

  test('command gives what was written; a bad end is command-failed, with what was written', async () => {
    await go(function* () {
      const [file, args] = script('process.stdin.pipe(process.stdout); console.error("aside")');
      expect(yield command(file, args, { input: 'through' })).toEqual({
        stdout: 'through',
        stderr: 'aside\n',
      });
      try {
        yield command(...script('console.log("so far"); process.exitCode = 3'));
        expect.unreachable();
      } catch (e) {
        expect(e).toMatchObject({ code: 'command-failed', cause: { stdout: 'so far\n' } });
        expect((e as Error).message).toMatch(/ended with code 3$/);
      }
      expect(yield codeOf(command('/no/such/program'))).toBe('ENOENT');
    });
  });

  test('a process is talked to by lines; its end is waited for', async () => {
    const talk =
      'require("readline").createInterface({ input: process.stdin }).on("line", (l) => console.log(l.length)).on("close", () => process.exit(7))';
    await go(function* () {
      const child: Process = yield start(...script(talk));
      yield child.write('four\n');
      expect(yield child.readLine()).toBe('4');
      yield child.end();
      expect(yield child.exit()).toEqual({ code: 7, signal: null });
      expect(yield child.exit()).toEqual({ code: 7, signal: null });
    });
  });

  test('a cancelled command is killed, and has ended when the cancellation has', async () => {
    await go(function* () {
      const running = spawn(
        task(function* () {
          yield command(...script('setInterval(() => {}, 1000); console.log(process.pid)'));
        }),
      );
      yield sleep(50);
      yield running.cancel();
      expect((yield running.join()).status).toBe('cancelled');
      const child: Process = yield start(...script('setInterval(() => {}, 1000)'));
      yield child[Symbol.asyncDispose]();
      expect(child.child.signalCode).toBe('SIGTERM');
    });
  });
});

describe('AsyncLocalStorage', () => {
  test('a task runs in the context it was spawned in, after suspensions too', async () => {
    const storage = new AsyncLocalStorage<string>();
    const log: unknown[] = [];
    const body = (name: string) =>
      task(function* () {
        log.push([name, storage.getStore()]);
        yield sleep(1);
        log.push([name, storage.getStore()]);
        spawn(
          task(function* () {
            log.push([`child of ${name}`, storage.getStore()]);
          }),
        );
        yield Promise.resolve();
        log.push([name, storage.getStore()]);
      });
    await storage.run('main', () =>
      go(function* () {
        storage.run('a', () => spawn(body('a')));
        storage.run('b', () => spawn(body('b')));
        spawn(body('c'));
      }),
    );
    for (const [name, store] of [
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'main'],
    ]) {
      const own = log.filter((entry) => String((entry as string[])[0]).endsWith(name as string));
      expect(own.map((entry) => (entry as unknown[])[1])).toEqual([store, store, store, store]);
      expect(own).toHaveLength(4);
    }
  });

  test('what a task enters is still there after a suspension, and nowhere else', async () => {
    const storage = new AsyncLocalStorage<number>();
    const seen = await go(function* () {
      const tasks = [1, 2].map((n) =>
        spawn(
          task(function* () {
            yield sleep(n);
            storage.enterWith(n);
            yield sleep(1);
            return storage.getStore();
          }),
        ),
      );
      return [yield tasks[0], yield tasks[1], storage.getStore()];
    });
    expect(seen).toEqual([1, 2, undefined]);
  });
});

describe('node:diagnostics_channel', () => {
  test('tells of tasks: spawned, resumed, suspended, cancelled, ended', async () => {
    const log: string[] = [];
    const names = ['spawn', 'resume', 'suspend', 'cancel', 'end'] as const;
    const listeners = names.map((name) => (message: unknown) => {
      const { task, waitsFor } = message as TaskMessage;
      if (task.name === 'watched')
        log.push([name, task.status, waitsFor].filter((x) => x !== undefined).join(' '));
    });
    names.forEach((name, n) => void channel(`stackless.task.${name}`).subscribe(listeners[n] as () => void));
    try {
      await go(function* () {
        const watched = spawn(
          asyncOf('watched', function* () {
            yield sleep(1);
            yield sleep(60_000);
          }),
        );
        yield sleep(5);
        yield watched.cancel();
      });
    } finally {
      names.forEach((name, n) => channel(`stackless.task.${name}`).unsubscribe(listeners[n] as () => void));
    }
    expect(log).toEqual([
      'spawn ready',
      'resume running',
      'suspend waiting sleep(1)',
      'resume running',
      'suspend waiting sleep(60000)',
      'cancel waiting',
      'resume running',
      'end cancelled',
    ]);
  });
});
