/**
 * Listening for connections. Those that have come and that nobody has accepted yet wait in the listener.
 */
import {
  type AddressInfo,
  createServer as createTcpServer,
  type ListenOptions as NetListenOptions,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { Awaitable, ChannelIterator } from '../api.ts';
import { asyncDisposeKey } from '../dispose-keys.ts';
import { suspend } from '../suspend.ts';
import { Connection } from './connection.ts';
import { StreamError } from './errors.ts';
import { Turn, Turns } from './turns.ts';

const ONE = 0;
const NEXT = 1;
const SOCKET = 2;
type Want = typeof ONE | typeof NEXT | typeof SOCKET;

const ignore = (): void => {};

export class Listener extends Turns<Want> implements AsyncIterable<Connection> {
  private readonly server: Server;
  private readonly linger: number | undefined;
  private readonly waiting: Socket[] = [];
  private closing = false;

  constructor(server: Server, event: string, linger: number | undefined) {
    super();
    this.server = server;
    this.linger = linger;
    server.on(event, (socket: Socket) => {
      // It may fail before anybody has accepted it: whoever does will see.
      socket.on('error', ignore);
      if (this.closing) socket.destroy();
      else {
        this.waiting.push(socket);
        this.look();
      }
    });
    server.on('close', () => this.stop());
  }

  /** Where it listens: the port that was free, if 0 was asked for. Of a pipe: port 0, and its path as the address. */
  get address(): { readonly address: string; readonly port: number } {
    const address = this.server.address() as AddressInfo | string | null;
    return typeof address === 'string' ? { address, port: 0 } : (address ?? { address: '', port: 0 });
  }

  get port(): number {
    return this.address.port;
  }

  private stop(): void {
    this.closing = true;
    for (const socket of this.waiting.splice(0)) socket.destroy();
    this.look();
  }

  override can(): boolean {
    return this.waiting.length > 0 || this.closing;
  }

  override take(want: Want): unknown {
    const socket = this.waiting.shift();
    if (socket === undefined) {
      if (want === NEXT) return { value: undefined, done: true };
      throw new StreamError('stream-closed', ['accept']);
    }
    if (want === SOCKET) return socket;
    const value = new Connection(socket, this.linger);
    return want === NEXT ? { value, done: false } : value;
  }

  override describe(): string {
    return `accept on port ${this.port}`;
  }

  /** The next connection, in the order they came. Throws StreamError (`stream-closed`) once the listener is closed. */
  accept(): Awaitable<Connection> {
    return new Turn<Want, Connection>(this, ONE);
  }

  /** The next connection as Node's socket. */
  acceptSocket(): Awaitable<Socket> {
    return new Turn<Want, Socket>(this, SOCKET);
  }

  /** Connection after connection, until the listener is closed. */
  [Symbol.asyncIterator](): ChannelIterator<Connection> {
    const iterator = {
      next: () => new Turn(this, NEXT),
      return: () => Promise.resolve({ value: undefined, done: true }),
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator as unknown as ChannelIterator<Connection>;
  }

  /**
   * Takes no further connections, and closes those that nobody has accepted; accepted ones go on. Acts at once; the
   * awaitable ends when the port is free.
   */
  close(): Awaitable<void> {
    const { server } = this;
    if (!this.closing) server.close();
    this.stop();
    return suspend<void>(function close(resume) {
      // Node tells of the end only when the connections have ended too; the port is free before.
      setImmediate(resume);
    });
  }

  [asyncDisposeKey](): PromiseLike<void> {
    return this.close();
  }
}

export type ListenOptions = NetListenOptions & {
  /** TLS, with Node's options (`node:tls` createServer): `key`, `cert`, … */
  tls?: TlsOptions;
  /** How long `close` of a connection waits for the other side, in milliseconds: 2,000 unless told. */
  linger?: number;
};

/**
 * Listens on `port` (0: any free one) of `host`, or on `path`. Throws what Node reports (EADDRINUSE, …). Accepted TCP
 * connections send without delay (`noDelay`) and may be half closed. By TLS, a connection comes when its handshake is over.
 */
export function listen(options: ListenOptions | number): Awaitable<Listener> {
  const { tls, linger, ...where } = typeof options === 'number' ? { port: options } : options;
  return suspend<Listener>(function listen(resume, fail) {
    const settings = { noDelay: true, allowHalfOpen: true };
    const server = tls === undefined ? createTcpServer(settings) : createTlsServer({ ...settings, ...tls });
    const listener = new Listener(server, tls === undefined ? 'connection' : 'secureConnection', linger);
    let listening = false;
    server.once('error', fail).listen(where, () => {
      listening = true;
      resume(listener);
    });
    return () => {
      server.off('error', fail);
      // Later errors, of a single accept for instance, end nothing: Node goes on listening.
      server.on('error', ignore);
      if (!listening) server.close();
    };
  });
}
