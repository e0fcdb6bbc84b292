/**
 * Connections: both halves of a socket (or another duplex stream), and its end.
 *
 *   open ──end()──► half closed: reads on ──close(), the last byte out──► closed
 *     ├──close()──► sends what is left, for at most `linger` ms ──► closed
 *     └──abort(), or what comes from outside──► closed, what is left is dropped
 */
import { connect as connectTcp, type NetConnectOpts, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { Awaitable, ChannelIterator } from '../api.ts';
import { asyncDisposeKey } from '../dispose-keys.ts';
import { suspend } from '../suspend.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** How long `close` waits for the other side to take what has been written: milliseconds of the host's own time. */
const LINGER = 2_000;

export class Connection implements AsyncIterable<Buffer> {
  /** Node's own, for what is not here: addresses, certificates, keep-alive. */
  readonly stream: Duplex;
  private readonly reader: Reader;
  private readonly writer: Writer;
  private readonly linger: number;

  constructor(stream: Duplex, linger: number = LINGER) {
    this.stream = stream;
    this.linger = linger;
    this.reader = new Reader(stream);
    this.writer = new Writer(stream);
  }

  get closed(): boolean {
    return this.stream.destroyed;
  }

  /** `host:port` of the other side, while it is known. */
  get remote(): string {
    const { remoteAddress, remotePort } = this.stream as Partial<Socket>;
    return remoteAddress === undefined ? '' : `${remoteAddress}:${remotePort}`;
  }

  /** See `Reader`. */
  read(): Awaitable<Buffer | undefined> {
    return this.reader.read();
  }
  readExactly(n: number): Awaitable<Buffer> {
    return this.reader.readExactly(n);
  }
  readLine(limit?: number): Awaitable<string | undefined> {
    return this.reader.readLine(limit);
  }
  lines(limit?: number): AsyncIterable<string> {
    return this.reader.lines(limit);
  }
  [Symbol.asyncIterator](): ChannelIterator<Buffer> {
    return this.reader[Symbol.asyncIterator]();
  }

  /** See `Writer`. */
  write(data: string | Uint8Array): Awaitable<void> {
    return this.writer.write(data);
  }
  end(): Awaitable<void> {
    return this.writer.end();
  }

  /**
   * Sends what has been written, then closes; if the other side does not take it within `linger` milliseconds, what is left
   * is dropped. Acts at once; the awaitable ends when it is closed, and never fails.
   */
  close(): Awaitable<void> {
    const { stream } = this;
    if (!stream.destroyed) {
      const late = setTimeout(() => stream.destroy(), this.linger);
      stream.once('close', () => clearTimeout(late));
      if (stream.writableFinished) stream.destroy();
      else {
        stream.once('finish', () => stream.destroy());
        stream.end();
      }
    }
    return closed(stream);
  }

  /** Closes at once, and drops what has not gone out: the other side sees a reset. */
  abort(): void {
    if (this.stream instanceof Socket && !this.stream.connecting) this.stream.resetAndDestroy();
    else this.stream.destroy();
  }

  [asyncDisposeKey](): PromiseLike<void> {
    return this.close();
  }
}

/** Ends when the stream has been closed. */
export function closed(stream: {
  readonly closed: boolean;
  once: Duplex['once'];
  off: Duplex['off'];
}): Awaitable<void> {
  return suspend<void>(function close(resume) {
    if (stream.closed) return resume();
    const done = (): void => resume();
    stream.once('close', done);
    return () => void stream.off('close', done);
  });
}

export type ConnectOptions = NetConnectOpts & {
  /** TLS, with Node's options (`node:tls` connect); `true` for its defaults. */
  tls?: boolean | ConnectionOptions;
  /** How long `close` waits for the other side, in milliseconds: 2,000 unless told. */
  linger?: number;
};

/**
 * Connects to `port` of `host`, or to `path`, by TLS where asked: then the handshake is over, too. Throws what Node reports
 * (ECONNREFUSED, …). Cancelled, nothing stays open.
 */
export function connect(options: ConnectOptions): Awaitable<Connection> {
  const { tls, linger, ...rest } = options;
  const settings = { noDelay: true, allowHalfOpen: true, ...rest };
  return suspend<Connection>(function connect(resume, fail) {
    const secure = tls === undefined || tls === false ? undefined : tls === true ? {} : tls;
    const socket =
      secure === undefined
        ? connectTcp(settings)
        : connectTls({ ...settings, ...secure } as ConnectionOptions);
    let connected = false;
    const onConnect = (): void => {
      connected = true;
      resume(new Connection(socket, linger));
    };
    socket.once(secure === undefined ? 'connect' : 'secureConnect', onConnect).once('error', fail);
    return () => {
      socket.off('error', fail);
      if (connected) return;
      // Its end may still bring an error, which nobody waits for any more.
      socket.on('error', () => {}).destroy();
    };
  });
}
