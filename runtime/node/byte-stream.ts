import type { Readable, Writable } from 'node:stream';
import type { Awaitable, ChannelIterator } from '../api.ts';
import { Performed } from '../awaitable.ts';
import type { Awaiter, Waiter } from '../frame.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** How long `close` waits for the other side to take what has been written: milliseconds of the host's own time. */
export const LINGER = 2_000;

/** Both halves of a conversation: what can be read, and what can be written. */
export abstract class ByteStream implements AsyncIterable<Buffer> {
  /** Made when they are first used. */
  private ownReader: Reader | undefined = undefined;
  private ownWriter: Writer | undefined = undefined;

  protected abstract readable(): Readable;
  protected abstract writable(): Writable;

  get reader(): Reader {
    this.ownReader ??= new Reader(this.readable());
    return this.ownReader;
  }
  get writer(): Writer {
    this.ownWriter ??= new Writer(this.writable());
    return this.ownWriter;
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
  readAll(limit?: number): Awaitable<Buffer> {
    return this.reader.readAll(limit);
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
}

/** Lets what has been written go out, for at most `linger` milliseconds, and destroys the stream then. Acts at once. */
export function finish(stream: Writable, linger: number): void {
  if (stream.destroyed) return;
  if (stream.writableFinished) {
    stream.destroy();
    return;
  }
  const late = setTimeout(() => stream.destroy(), linger);
  stream.once('close', () => clearTimeout(late));
  stream.once('finish', () => stream.destroy());
  stream.end();
}

/** What tells when it has been closed. */
export interface Closable {
  readonly closed: boolean;
  once(event: 'close', f: () => void): unknown;
  off(event: 'close', f: () => void): unknown;
}

/**
 * Waits until it has been closed, in a cancelled task too: closing takes no longer than it may linger, and whoever closes
 * what it leaves is not to leave before.
 */
class Closing implements Awaiter<void> {
  readonly host = true;
  readonly shields = true;
  private readonly stream: Closable;
  private onClose: (() => void) | null = null;
  constructor(stream: Closable) {
    this.stream = stream;
  }
  ready(): boolean {
    return this.stream.closed;
  }
  suspend(waiter: Waiter): void {
    this.onClose = () => waiter.wake();
    this.stream.once('close', this.onClose);
  }
  result(): void {}
  cancel(): void {
    if (this.onClose !== null) this.stream.off('close', this.onClose);
  }
  describe(): string {
    return 'close';
  }
}

export function closed(stream: Closable): Awaitable<void> {
  return new Performed(() => new Closing(stream));
}
