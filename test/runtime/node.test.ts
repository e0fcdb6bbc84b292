import { AsyncLocalStorage } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type AsyncCoroutine, checkpoint, run, sleep, spawn } from '../../runtime/index.ts';
import {
  type Connection,
  connect,
  type Listener,
  listen,
  Reader,
  type TaskMessage,
  Writer,
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

/** A listener, and both ends of a connection to it. */
// biome-ignore lint/suspicious/noExplicitAny: what an await gives back, only the test knows
function* pair(): Generator<unknown, { listener: Listener; near: Connection; far: Connection }, any> {
  const listener: Listener = yield listen({ port: 0, host: '127.0.0.1' });
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

  test('readLine: line-too-long past its limit, and the bytes stay', async () => {
    await go(function* () {
      const reader = readerOf('0123456789', '0123456789\nshort\n');
      expect(yield codeOf(reader.readLine(15))).toBe('line-too-long');
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
      const listener: Listener = yield listen({ port: 0, host: '127.0.0.1' });
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

  test('a port that is taken: EADDRINUSE', async () => {
    await go(function* () {
      const listener: Listener = yield listen({ port: 0, host: '127.0.0.1' });
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
        const listener: Listener = yield listen({ port: 0, host: '127.0.0.1', tls: pem });
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
