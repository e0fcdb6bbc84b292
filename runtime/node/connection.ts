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
import type { Awaitable } from '../api.ts';
import { asyncDisposeKey } from '../dispose-keys.ts';
import { suspend } from '../suspend.ts';
import { ByteStream, closed, finish, LINGER } from './byte-stream.ts';

export class Connection extends ByteStream {
  /** Node's own, for what is not here: addresses, certificates, keep-alive. */
  readonly stream: Duplex;
  private readonly linger: number;

  constructor(stream: Duplex, linger: number = LINGER) {
    super();
    this.stream = stream;
    this.linger = linger;
    // At once, for they listen to errors.
    void this.reader;
    void this.writer;
  }

  protected override readable(): Duplex {
    return this.stream;
  }
  protected override writable(): Duplex {
    return this.stream;
  }

  get closed(): boolean {
    return this.stream.destroyed;
  }

  get name(): string {
    return `connection from ${this.remote}`;
  }

  /** `host:port` of the other side, while it is known. */
  get remote(): string {
    const { remoteAddress, remotePort } = this.stream as Partial<Socket>;
    return remoteAddress === undefined ? '' : `${remoteAddress}:${remotePort}`;
  }

  /**
   * Sends what has been written, then closes; if the other side does not take it within `linger` milliseconds, what is left
   * is dropped. Acts at once; the awaitable ends when it is closed, and never fails.
   */
  close(): Awaitable<void> {
    finish(this.stream, this.linger);
    return closed(this.stream);
  }

  /** Closes at once, and drops what has not gone out: by TCP the other side sees a reset. */
  abort(): void {
    const { stream } = this;
    try {
      // Throws for what is no TCP: a pipe, TLS.
      if (stream instanceof Socket && !stream.connecting) stream.resetAndDestroy();
    } catch {}
    stream.destroy();
  }

  [asyncDisposeKey](): PromiseLike<void> {
    return this.close();
  }
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
