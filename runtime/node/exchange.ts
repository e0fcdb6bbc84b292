/**
 * HTTP, on Node's own server: a request and its response are one conversation. Read is the request's body, written is the
 * response's.
 */
import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions as SecureOptions } from 'node:https';
import type { ListenOptions as NetListenOptions, Server } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import type { Awaitable } from '../api.ts';
import { ByteStream, closed, LINGER } from './byte-stream.ts';
import { Listener, listening } from './listener.ts';

export class Exchange extends ByteStream {
  /** Node's own, for what is not here. */
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  private readonly linger: number;
  private completed = false;

  /** @internal */
  constructor(request: IncomingMessage, response: ServerResponse, linger: number = LINGER) {
    super();
    this.request = request;
    this.response = response;
    this.linger = linger;
  }

  get method(): string {
    return this.request.method ?? '';
  }
  /** Path and query, as they were sent. */
  get url(): string {
    return this.request.url ?? '';
  }
  get name(): string {
    return `${this.method} ${this.url}`;
  }
  /** Whether the client is there no more, and the response has not gone out. */
  get gone(): boolean {
    return this.response.destroyed && !this.response.writableFinished;
  }

  protected override readable(): Readable {
    return this.request;
  }
  /** It has what of a stream is needed. */
  protected override writable(): Writable {
    return this.response as unknown as Writable;
  }

  /** The whole response at once: status, body, headers. */
  reply(
    status: number,
    body: string | Uint8Array = '',
    headers: Record<string, string> = {},
  ): Awaitable<void> {
    this.response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
    this.response.end(body);
    return this.end();
  }

  /** @internal Calls back once the client has gone away before the response was there. */
  onGone(callback: () => void): void {
    const { response } = this;
    response.on('close', () => {
      if (!response.writableFinished) callback();
    });
  }

  /** @internal The handler has come to a good end. */
  complete(): void {
    this.completed = true;
  }

  /**
   * Ends the response. One whose handler has not come to a good end: status 500 if nothing has been sent, else the connection
   * is cut, so that nobody takes what came for the whole.
   */
  close(): Awaitable<void> {
    const { response } = this;
    if (!response.writableEnded) {
      if (this.completed) response.end();
      else if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
    if (!response.closed) {
      const late = setTimeout(() => response.destroy(), this.linger);
      response.once('close', () => clearTimeout(late));
    }
    return closed(response);
  }

  abort(): void {
    this.response.destroy();
  }
}

export type HttpOptions = NetListenOptions & {
  /** Options of `node:http` (`https` with `tls`) createServer: time limits, sizes. */
  http?: ServerOptions;
  /** HTTPS, with Node's options: `key`, `cert`, … */
  tls?: SecureOptions;
  /** How long a response that is written waits for its client, in milliseconds: 2,000 unless told. */
  linger?: number;
};

/** Listens for HTTP requests: each comes as an `Exchange`. Throws what Node reports (EADDRINUSE, …). */
export function listenHttp(options: HttpOptions | number): Awaitable<Listener<Exchange>> {
  const { http = {}, tls, linger, ...where } = typeof options === 'number' ? { port: options } : options;
  return listening(where, () => {
    const server: Server & { closeIdleConnections(): void } =
      tls === undefined ? createServer(http) : createSecureServer({ ...http, ...tls });
    const listener = new Listener<Exchange>(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      listener.arrive(new Exchange(request, response, linger));
      response.on('close', () => {
        if (listener.closed) server.closeIdleConnections();
      });
    });
    return [server, listener];
  });
}
