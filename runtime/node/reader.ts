/**
 * The reading half of a stream. It flows while somebody waits, or while less than LIMIT is kept; what nobody has taken
 * stays for the next one who reads. At the end: what is left, then the end, or the error that ended it, again and again.
 *
 *   flowing ──LIMIT kept, nobody waits──► paused ──taken, or somebody waits──► flowing
 */
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Awaitable, ChannelIterator } from '../api.ts';
import { rangeError } from '../errors.ts';
import { Bytes } from './bytes.ts';
import { StreamError } from './errors.ts';
import { Turn, Turns } from './turns.ts';

/** Two of the largest chunks that Node reads. */
const LIMIT = 2 ** 17;

/** What somebody wants of the bytes. */
interface Want {
  /** Whether it is there. */
  has(bytes: Bytes): boolean;
  /** It is there, or the stream has ended: then `bytes` holds what is left. */
  take(bytes: Bytes, ended: boolean): unknown;
  describe(): string;
}

const chunk: Want = {
  has: (bytes) => bytes.length > 0,
  take: (bytes) => (bytes.length > 0 ? bytes.shift() : undefined),
  describe: () => 'read',
};

class Exactly implements Want {
  private readonly n: number;
  constructor(n: number) {
    this.n = n;
  }
  has(bytes: Bytes): boolean {
    return bytes.length >= this.n;
  }
  take(bytes: Bytes): Buffer {
    const { n } = this;
    if (bytes.length < n) throw new StreamError('too-few-bytes', [String(n), String(bytes.length)]);
    return bytes.take(n);
  }
  describe(): string {
    return `readExactly(${this.n})`;
  }
}

class WholeLine implements Want {
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  has(bytes: Bytes): boolean {
    return bytes.lineLength() >= 0 || bytes.length > this.limit;
  }
  take(bytes: Bytes): string | undefined {
    const length = bytes.lineLength();
    if ((length < 0 ? bytes.length : length) > this.limit)
      throw new StreamError('too-long', ['the line', String(this.limit)]);
    return bytes.length > 0 ? bytes.takeLine() : undefined;
  }
  describe(): string {
    return 'readLine';
  }
}

class Everything implements Want {
  private readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  has(bytes: Bytes): boolean {
    return bytes.length > this.limit;
  }
  take(bytes: Bytes): Buffer {
    if (this.has(bytes)) throw new StreamError('too-long', ['the rest of the stream', String(this.limit)]);
    return bytes.take(bytes.length);
  }
  describe(): string {
    return 'readAll';
  }
}

/** The same as a step of an iteration. */
class Next implements Want {
  private readonly want: Want;
  constructor(want: Want) {
    this.want = want;
  }
  has(bytes: Bytes): boolean {
    return this.want.has(bytes);
  }
  take(bytes: Bytes, ended: boolean): IteratorResult<unknown, undefined> {
    const value = this.want.take(bytes, ended);
    return value === undefined ? { value, done: true } : { value, done: false };
  }
  describe(): string {
    return this.want.describe();
  }
}

const nextChunk = new Next(chunk);

/** The bytes of a Node stream, by operations. One stream has one reader. */
export class Reader extends Turns<Want> implements AsyncIterable<Buffer> {
  private readonly stream: Readable;
  private readonly bytes = new Bytes();
  private readonly next = new Turn<Want, Buffer | undefined>(this, chunk);
  private started = false;
  private paused = false;
  private ended = false;
  private failed = false;
  private error: unknown = undefined;

  constructor(stream: Readable) {
    super();
    this.stream = stream;
    if (stream.readableEnded) this.ended = true;
    else if (stream.destroyed) this.fail(stream.errored);
    else {
      stream.on('end', () => {
        this.ended = true;
        this.look();
      });
      stream.on('error', (error) => this.fail(error));
      stream.on('close', () => this.fail(null));
    }
  }

  private fail(error: unknown): void {
    if (this.ended || this.failed) return;
    this.failed = true;
    this.error = error ?? new StreamError('stream-closed', ['read']);
    this.look();
  }

  override can(want: Want): boolean {
    return want.has(this.bytes) || this.ended || this.failed;
  }

  override take(want: Want): unknown {
    if (this.failed && !want.has(this.bytes)) throw this.error;
    return want.take(this.bytes, this.ended);
  }

  override describe(want: Want): string {
    return want.describe();
  }

  protected override flow(hungry: boolean): void {
    const { stream } = this;
    if (this.ended || this.failed) return;
    if (!hungry && this.bytes.length >= LIMIT) {
      if (!this.paused) {
        this.paused = true;
        stream.pause();
      }
    } else if (hungry && !this.started) {
      this.started = true;
      // What a socket brings comes in a job of the host's own; another stream may be written to by anybody.
      const fromHost = stream instanceof Socket;
      stream.on('data', (data: Buffer | string) => {
        this.bytes.push(typeof data === 'string' ? Buffer.from(data) : data);
        if (fromHost) this.arrived();
        else this.look();
      });
      if (stream.isPaused()) stream.resume();
    } else if (this.paused) {
      this.paused = false;
      stream.resume();
    }
  }

  /**
   * The next bytes, as many as have come together; `undefined` at the end. Throws what the stream failed with, and
   * `stream-closed` once it has been closed. A read that is cancelled takes nothing. Readers are served in order.
   */
  read(): Awaitable<Buffer | undefined> {
    return this.next;
  }

  /** Exactly `n` bytes. Throws StreamError (`too-few-bytes`) if the stream ends before; what there is stays. */
  readExactly(n: number): Awaitable<Buffer> {
    if (!Number.isInteger(n) || n < 0)
      throw rangeError(`readExactly(n) takes a number of bytes, not ${String(n)}`);
    return new Turn<Want, Buffer>(this, new Exactly(n));
  }

  /**
   * The next line as UTF-8, without its end (`\n`, `\r\n`); the last one needs none; `undefined` at the end of the stream.
   * Throws StreamError (`too-long`) if there is none within `limit` bytes, 65,536 unless told; the bytes stay.
   */
  readLine(limit: number = 65_536): Awaitable<string | undefined> {
    return new Turn<Want, string | undefined>(this, new WholeLine(limit));
  }

  /** All that is still to come. Throws StreamError (`too-long`) past `limit` bytes, 16 MiB unless told; they stay. */
  readAll(limit: number = 2 ** 24): Awaitable<Buffer> {
    return new Turn<Want, Buffer>(this, new Everything(limit));
  }

  /** Line by line, as `readLine`. Leaving the loop takes nothing, and closes nothing. */
  lines(limit: number = 65_536): AsyncIterable<string> {
    const want = new Next(new WholeLine(limit));
    return { [Symbol.asyncIterator]: () => iterate<string>(this, want) };
  }

  /** Chunk by chunk, as `read`. Leaving the loop takes nothing, and closes nothing. */
  [Symbol.asyncIterator](): ChannelIterator<Buffer> {
    return iterate<Buffer>(this, nextChunk);
  }
}

function iterate<T>(reader: Reader, want: Want): ChannelIterator<T> {
  const next = new Turn(reader, want);
  const iterator = {
    next: () => next,
    return: () => Promise.resolve({ value: undefined, done: true }),
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator as unknown as ChannelIterator<T>;
}
