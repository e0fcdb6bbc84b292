/**
 * Listening: for connections, or for whatever else a server of Node's is asked. What has come and nobody has accepted yet
 * waits in the listener.
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
type Want = typeof ONE | typeof NEXT;

/** What a listener hands out. */
export interface Accepted {
  /** What its handler's task is called. */
  readonly name: string;
  /** @internal Its handler has come to a good end. */
  complete?(): void;
  /** @internal Calls back when nobody is there any more for whom the handler works. */
  onGone?(callback: () => void): void;
  close(): Awaitable<void>;
  abort(): void;
}

export class Listener<T extends Accepted> extends Turns<Want> implements AsyncIterable<T> {
  private readonly server: Server;
  private readonly waiting: T[] = [];
  private isClosed = false;

  /** @internal */
  constructor(server: Server) {
    super();
    this.server = server;
    server.on('close', () => this.stop());
  }

  /** @internal */
  arrive(item: T): void {
    if (this.isClosed) item.abort();
    else {
      this.waiting.push(item);
      this.look();
    }
  }

  /** Where it listens: the port that was free, if 0 was asked for. Of a pipe: port 0, and its path as the address. */
  get address(): { readonly address: string; readonly port: number } {
    const address = this.server.address() as AddressInfo | string | null;
    return typeof address === 'string' ? { address, port: 0 } : (address ?? { address: '', port: 0 });
  }

  get port(): number {
    return this.address.port;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  private stop(): void {
    this.isClosed = true;
    for (const item of this.waiting.splice(0)) item.abort();
    this.look();
  }

  override can(): boolean {
    return this.waiting.length > 0 || this.isClosed;
  }

  override take(want: Want): unknown {
    const value = this.waiting.shift();
    if (want === NEXT) return { value, done: value === undefined };
    if (value === undefined) throw new StreamError('stream-closed', ['accept']);
    return value;
  }

  override describe(): string {
    return `accept on port ${this.port}`;
  }

  /** The next one, in the order they came. Throws StreamError (`stream-closed`) once the listener is closed. */
  accept(): Awaitable<T> {
    return new Turn<Want, T>(this, ONE);
  }

  /** One after the other, until the listener is closed. */
  [Symbol.asyncIterator](): ChannelIterator<T> {
    const iterator = {
      next: () => new Turn(this, NEXT),
      return: () => Promise.resolve({ value: undefined, done: true }),
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator as unknown as ChannelIterator<T>;
  }

  /**
   * Takes no more, and refuses what nobody has accepted; what has been accepted goes on. Acts at once; the awaitable ends
   * when the port is free.
   */
  close(): Awaitable<void> {
    if (!this.isClosed) this.server.close();
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
export function listen(options: ListenOptions | number): Awaitable<Listener<Connection>> {
  const { tls, linger, ...where } = typeof options === 'number' ? { port: options } : options;
  return listening(where, () => {
    const settings = { noDelay: true, allowHalfOpen: true };
    const server = tls === undefined ? createTcpServer(settings) : createTlsServer({ ...settings, ...tls });
    const listener = new Listener<Connection>(server);
    server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      listener.arrive(new Connection(socket, linger)),
    );
    return [server, listener];
  });
}

/** Makes a server and its listener, and waits until it listens. */
export function listening<T extends Accepted>(
  where: NetListenOptions,
  make: () => [Server, Listener<T>],
): Awaitable<Listener<T>> {
  return suspend<Listener<T>>(function listen(resume, fail) {
    const [server, listener] = make();
    let isListening = false;
    server.once('error', fail).listen(where, () => {
      isListening = true;
      resume(listener);
    });
    return () => {
      server.off('error', fail);
      // Later errors, of a single accept for instance, end nothing: Node goes on listening.
      server.on('error', () => {});
      if (!isListening) server.close();
    };
  });
}
